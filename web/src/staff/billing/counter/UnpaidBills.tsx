// The bills of a person that are not wholly paid: a press takes the money.
import { ApiProblem } from '../../../api/problem.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Failure } from '../../../ui/outcomes.tsx'

const LIMIT = 50

interface UnpaidBillsProps {
  readonly patientId: string
  readonly onPay: (invoiceId: string) => void
}

export function UnpaidBills({ patientId, onPay }: UnpaidBillsProps) {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const query = { patient: patientId, facility: facilityId, limit: LIMIT }
  const { data, error, refetch } = useAnswer('GET /v1/billing/invoices', { query })
  const unpaid = data?.items.filter(({ duePaise }) => duePaise > 0) ?? []
  // Who has no bill here yet is unknown here.
  const isNew = error instanceof ApiProblem && error.status === 404
  if (error && !isNew && !data) return <Failure error={error} onRetry={() => void refetch()} />
  if (unpaid.length === 0) return null
  return (
    <section className="panel">
      <h3>{t('staff.money.counter.unpaid')}</h3>
      <ul className="plain counter-bills">
        {unpaid.map(({ invoiceId, number, issuedAt, duePaise }) => (
          <li key={invoiceId}>
            <span>
              {number} <span className="soft">{format.instant(issuedAt)}</span>
            </span>
            <b>{format.money(duePaise)}</b>
            <Button kind="tint" onClick={() => onPay(invoiceId)}>
              {t('staff.money.counter.take')} <span className="visually-hidden">{number}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
