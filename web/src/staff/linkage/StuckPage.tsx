// What is stuck in linking: counts by status, queues, and the workflows that nobody has touched for too long.
import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Table } from '../../ui/Table.tsx'
import { Listing, wholeList } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { useCustomerName } from './customer-names.ts'
import { type Status, StatusTag } from './statuses.tsx'
import './linking.css'

const EVERY_MS = 30_000

export default function StuckPage() {
  const { t, format } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/linkage/stuck', {}, { everyMs: EVERY_MS, freshMs: 0 })
  return (
    <StaffPage
      title={t('staff.stuck.title')}
      actions={
        <Button kind="quiet" onClick={() => void refetch()}>
          {t('staff.stuck.again')}
        </Button>
      }
    >
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <p className="soft">
            {t('staff.stuck.what', {
              count: Math.ceil(data['stale-seconds'] / 60),
              at: format.instant(data['as-of']),
            })}
          </p>
          <dl className="totals">
            {(['queue-waiting', 'callbacks-pending', 'callbacks-failed-today'] as const).map((figure) => (
              <div key={figure}>
                <dt>{t(`staff.stuck.${figure}`)}</dt>
                <dd>{format.number(data[figure])}</dd>
              </div>
            ))}
          </dl>
          {/* A choice waits for a person: it is counted, and not stuck. */}
          {data.statuses.every(({ status }) => status === 'CHOICE') && (
            <Notice kind="good" title={t('staff.stuck.nothing')} />
          )}
          {data.statuses.length > 0 && (
            <Table
              stacks
              caption={t('staff.stuck.byStatus')}
              rows={data.statuses}
              keyOf={({ status }) => status}
              columns={[
                {
                  header: t('staff.workflows.statusName'),
                  cell: ({ status }) => (
                    <Link href={`/staff/workflows?status=${status}`}>{t(`staff.workflows.status.${status}`)}</Link>
                  ),
                },
                { header: t('staff.stuck.count'), cell: ({ count }) => format.number(count) },
                { header: t('staff.stuck.oldest'), cell: (one) => format.ago(one['oldest-at'], Date.now()) },
              ]}
            />
          )}
          {data.workflows.length > 0 && <Untouched workflows={data.workflows} />}
        </>
      )}
    </StaffPage>
  )
}

/** Each leads to its workflow, which can be stopped there. */
function Untouched({ workflows }: Pick<Answer<'GET /v1/linkage/stuck'>, 'workflows'>) {
  const { t, format } = useText()
  const nameOf = useCustomerName()
  return (
    <Listing
      stacks
      caption={t('staff.stuck.workflows')}
      list={wholeList(workflows)}
      actions={
        <ButtonLink kind="quiet" href="/staff/workflows?stale=true">
          {t('staff.stuck.list')}
        </ButtonLink>
      }
      keyOf={(one) => one['workflow-id']}
      columns={[
        {
          header: t('staff.workflows.one'),
          cell: (one) => (
            <Link href={`/staff/workflows/${one['workflow-id']}`} className="technical">
              {`…${one['workflow-id'].slice(-12)}`}
            </Link>
          ),
        },
        { header: t('staff.workflows.customer'), cell: (one) => nameOf(one['customer-id']) },
        { header: t('staff.workflows.statusName'), cell: (one) => <StatusTag status={one.status as Status} /> },
        { header: t('staff.stuck.tries'), cell: (one) => format.number(one.attempts + one.requeues) },
        { header: t('staff.stuck.untouched'), cell: (one) => format.ago(one['updated-at'], Date.now()) },
      ]}
    />
  )
}
