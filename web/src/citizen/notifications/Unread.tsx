// The number of unread messages in the menu. It loads when the page has been drawn.
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import './unread.css'

const EVERY_MS = 60_000

export default function Unread() {
  const { t } = useText()
  const { data } = useAnswer('GET /v1/notifications/inbox', { query: { limit: 1 } }, { everyMs: EVERY_MS })
  if (!data || data.unread === 0) return null
  return (
    <span className="unread">
      {data.unread}
      <span className="visually-hidden"> {t('ui.unread')}</span>
    </span>
  )
}
