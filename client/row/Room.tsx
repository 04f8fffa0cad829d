/** The room of rows of a long list that are not drawn. Holds nothing. */

export interface RoomProps {
  as: 'li' | 'div'
  /** Px; none for 0. */
  height: number
}

export const Room = ({ as: Element, height }: RoomProps) =>
  height > 0 ? <Element role="presentation" aria-hidden="true" style={{ height }} /> : null
