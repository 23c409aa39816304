// The results that wait for a doctor on the home page.
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Tiles } from './Tiles.tsx'

const OFTEN = { everyMs: 30_000 }
const SHOWN_MAX = 50
const PAGE = '/staff/results'

export function Results({ facilityId: facility }: { facilityId: string }) {
  const { t } = useText()
  const inbox = useAnswer('GET /v1/diagnostics/inbox', { query: { limit: SHOWN_MAX } }, OFTEN)
  const criticals = useAnswer('GET /v1/diagnostics/criticals', { query: { facility, limit: SHOWN_MAX } }, OFTEN)
  const count = inbox.data?.items.length
  const isMore = inbox.data?.nextCursor !== undefined
  return (
    <Tiles
      tiles={[
        {
          ...{ icon: 'bolt', label: t('staff.inbox.homeCritical') },
          ...{ count: criticals.data?.items.length, href: PAGE },
        },
        { icon: 'mail', label: t('staff.inbox.home'), count: isMore ? `${SHOWN_MAX}+` : count, href: PAGE },
      ]}
    />
  )
}
