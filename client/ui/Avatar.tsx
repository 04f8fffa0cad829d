/** A person as a coloured disc with initials. Owns looks and initials; the colour is the department's. */
import { cx } from './cx.ts'
import styles from './Avatar.module.css'

/** At most two letters: of the first two words of the name. '?' for a name without letters. */
export const initialsOf = (name: string): string => {
  const words = name.split(/[\s.]+/u).filter((word) => /\p{L}|\p{N}/u.test(word))
  const letters = words.slice(0, 2).map((word) => word.match(/\p{L}|\p{N}/u)?.[0] ?? '')
  return letters.join('').toLocaleUpperCase() || '?'
}

export interface AvatarProps {
  name: string
  /** Departmental colour, 1–6; 0 for none. */
  hue: number
  /** Diameter in px: 28 in the header, 18 in the rail. */
  size?: 18 | 24 | 28 | 36
}

/** A picture: the name must stand beside it or in the label of what holds it. */
export const Avatar = ({ name, hue, size = 28 }: AvatarProps) => (
  <span className={cx(styles.avatar, styles[`size${size}`])} data-hue={hue} aria-hidden="true">
    {initialsOf(name)}
  </span>
)
