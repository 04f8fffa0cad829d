/** The three drawings of the first sight, in the tokens' colours. Pictures alone: the words stand beside them. */
import type { ReactNode } from 'react'
import styles from './OfferPictures.module.css'

const Paper = ({ children }: { children: ReactNode }) => (
  <svg viewBox="0 0 250 300" aria-hidden="true" className={styles.picture}>
    <rect x="0.5" y="0.5" width="249" height="320" rx="3" className={styles.paper} />
    {children}
  </svg>
)

/** A run of words: a line of pale ink. */
const Words = ({ x, y, width, strong }: { x: number; y: number; width: number; strong?: boolean }) => (
  <rect
    x={x}
    y={y}
    width={width}
    height={strong ? 6 : 5}
    rx="2"
    className={strong ? styles.strong : styles.words}
  />
)

const Grid = ({ top, rows }: { top: number; rows: readonly number[] }) => (
  <g>
    <path d={`M24 ${top}H226`} className={styles.rule} />
    {rows.map((y) => (
      <path key={y} d={`M24 ${y}H226`} className={styles.hair} />
    ))}
    <path d={`M46 ${top}V320M174 ${top}V320`} className={styles.hair} />
  </g>
)

const Band = ({ y, hue, width }: { y: number; hue: number; width: number }) => (
  <g data-hue={hue}>
    <rect x="24.5" y={y - 8} width="201" height="21" className={styles.cover} />
    <path d={`M24 ${y + 13}H226`} className={styles.hair} />
    <rect x="22" y={y - 5} width="3" height="15" rx="1.5" className={styles.hue} />
    <Words x={125 - width / 2} y={y - 1} width={width} strong />
  </g>
)

/** The strip of twelve months, with those from `from` to `to` filled. */
const Months = ({ y, from, to }: { y: number; from: number; to: number }) => (
  <g>
    {Array.from({ length: 12 }, (_, month) => (
      <rect
        key={month}
        x={180 + month * 3.7}
        y={y}
        width="2.9"
        height="3.4"
        rx="0.8"
        className={month >= from && month <= to ? styles.month : styles.pale}
      />
    ))}
  </g>
)

/** The sample: sections of three departments, dates, and two people in it. */
export const SampleSheet = () => (
  <Paper>
    <Words x={62} y={26} width={126} strong />
    <Words x={84} y={37} width={82} strong />
    <Grid top={56} rows={[110, 164, 196]} />
    <Band y={68} hue={3} width={84} />
    <Words x={31} y={89} width={8} />
    <Words x={54} y={89} width={108} />
    <Words x={54} y={98} width={70} />
    <Words x={180} y={89} width={34} />
    <Months y={98} from={1} to={8} />
    <Band y={122} hue={1} width={104} />
    <rect x="25" y="136" width="200" height="27" className={styles.wash} />
    <Words x={31} y={143} width={8} />
    <Words x={54} y={143} width={62} />
    <g data-hue="1">
      <rect x="119" y="139" width="1.6" height="13" className={styles.hue} />
      <rect x="119" y="131" width="26" height="9" rx="2" className={styles.hue} />
    </g>
    <Words x={180} y={143} width={24} />
    <Months y={152} from={0} to={1} />
    <Words x={31} y={176} width={8} />
    <Words x={54} y={176} width={92} />
    <Words x={180} y={176} width={38} />
    <Months y={185} from={4} to={10} />
  </Paper>
)

/** A Word file that turns into a plan. */
export const ImportSheet = () => (
  <Paper>
    <g className={styles.file}>
      <rect x="26" y="34" width="86" height="112" rx="4" className={styles.dashed} />
      <Words x={40} y={52} width={58} />
      <Words x={40} y={64} width={50} />
      <Words x={40} y={76} width={58} />
      <Words x={40} y={88} width={36} />
      <rect x="40" y="112" width="44" height="17" rx="3" className={styles.badge} />
      <text x="62" y="124.5" className={styles.badgeText}>
        .docx
      </text>
    </g>
    <path d="M122 90H144M137 82.5L144.5 90L137 97.5" className={styles.arrow} />
    <path d="M154 36H226" className={styles.rule} />
    <path
      d="M154 62H226M154 90H226M154 112H226M154 140H226M154 168H226M170 36V182M206 36V182"
      className={styles.hair}
    />
    <g data-hue="4">
      <rect x="153" y="66" width="3" height="18" rx="1.5" className={styles.hue} />
    </g>
    <g data-hue="6">
      <rect x="153" y="116" width="3" height="18" rx="1.5" className={styles.hue} />
    </g>
    <Words x={174} y={46} width={26} />
    <Words x={210} y={46} width={13} />
    <rect x="157" y="64" width="68" height="24" className={styles.cover} />
    <Words x={172} y={73} width={38} strong />
    <Words x={174} y={98} width={22} />
    <Words x={210} y={98} width={12} />
    <rect x="157" y="114" width="68" height="24" className={styles.cover} />
    <Words x={168} y={123} width={46} strong />
    <Words x={174} y={148} width={28} />
    <Words x={210} y={148} width={10} />
  </Paper>
)

/** A clean sheet: the approval block, a title, an empty table. */
export const EmptySheet = () => (
  <Paper>
    <Words x={158} y={26} width={52} strong />
    <path d="M158 46H226M158 58H196" className={styles.hair} />
    <Words x={68} y={82} width={114} strong />
    <Grid top={104} rows={[124, 154, 184]} />
    <Words x={30} y={112} width={11} />
    <Words x={54} y={112} width={52} />
    <Words x={180} y={112} width={24} />
    <rect x="54" y="134" width="1.8" height="12" className={styles.month} />
  </Paper>
)
