/** One notice: who did what, about which row, the beginning of what was said, and when. A link to it. Owns looks alone. */
import { useIntl } from 'react-intl'
import { hasPlace, pathOfNotice } from '../../shared/notices/notice.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { useText } from '../ui/use-text.ts'
import type { ShownNotice } from './notices.ts'
import styles from './panel.module.css'

export interface NoticeLineProps {
  notice: ShownNotice
  /** It is being gone to. */
  onFollow: () => void
}

export const NoticeLine = ({ notice, onFollow }: NoticeLineProps) => {
  const text = useText()
  const intl = useIntl()
  const { name, says, about, at, read } = notice
  const time = intl.formatTime(at, { hour: 'numeric', minute: '2-digit' })
  const full = intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <li>
      <a
        className={styles.line}
        data-notice={notice.id}
        data-read={read}
        href={pathOfNotice(notice)}
        onClick={onFollow}
      >
        <Avatar name={name} hue={notice.hue} size={24} />
        <span className={styles.words}>
          <span className={styles.says}>
            {!read && <span className="visually-hidden">{text('inbox.new')}: </span>}
            {text(`inbox.say.${says}`, { name, about })}
          </span>
          {hasPlace(notice) && about && <span className={styles.about}>{about}</span>}
          {notice.text && <span className={styles.quote}>{notice.text}</span>}
        </span>
        <span className={styles.when}>
          <time dateTime={at} title={full}>
            {time}
          </time>
          {!read && <i className={styles.dot} aria-hidden="true" />}
        </span>
      </a>
    </li>
  )
}
