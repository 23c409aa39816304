// The queues of today: call the next by one key, and record what becomes of each person. One room at a time.
import './queues.css'
import { reader, useFilters } from '../../address.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { Empty } from '../lists/Empty.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { OneQueue } from './OneQueue.tsx'
import { useQueueName } from './queue-name.ts'

const EVERY_MS = 10_000
const readers = { queue: reader({ type: 'string', format: 'uuid' }) }

export default function QueuesPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const nameOf = useQueueName()
  const { data, error, refetch } = useAnswer(
    'GET /v1/appointments/queues',
    { query: { facility: facilityId } },
    { everyMs: EVERY_MS },
  )
  const { filters, change } = useFilters(readers)
  const queues = data?.items ?? []
  const queue = queues.find(({ queueId }) => queueId === filters.queue) ?? queues[0]
  return (
    <StaffPage
      title={t('staff.queues.title')}
      actions={
        queues.length > 1 &&
        queue && (
          <label className="queue-choice">
            {t('staff.queues.choose')}
            <select className="input" value={queue.queueId} onChange={({ target }) => change({ queue: target.value })}>
              {queues.map((one) => (
                <option key={one.queueId} value={one.queueId}>
                  {t('staff.queues.option', { name: nameOf(one), count: one.waiting })}
                </option>
              ))}
            </select>
          </label>
        )
      }
    >
      {!data && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <TableSkeleton />)}
      {data && !queue && (
        <Empty icon="ticket" title={t('staff.queues.none')}>
          {t('staff.queues.noneNext')}
        </Empty>
      )}
      {queue && <OneQueue key={queue.queueId} listed={queue} all={queues} />}
    </StaffPage>
  )
}
