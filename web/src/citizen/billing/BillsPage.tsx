// The bills of a family: what is still to pay first, each with a button to pay, and money that waits for later bills.
import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer, useAnswers } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { type Member, useMembers } from '../patients/family.ts'
import './bills.css'
import { PayByUpi } from './PayByUpi.tsx'

type Bill = Answer<'GET /v1/billing/invoices'>['items'][number]

export default function BillsPage() {
  const { t } = useText()
  const members = useMembers()
  return (
    <Page title={t('bills.title')} back="/account/records" isPersonal>
      {members.error ? (
        <Failure error={members.error} onRetry={members.retry} />
      ) : members.data ? (
        members.data.map((member) => <BillsOf key={member.patientId} member={member} />)
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function BillsOf({ member: { patientId, name } }: { member: Member }) {
  const { t } = useText()
  const list = useList('GET /v1/billing/invoices', { patient: patientId })
  const placeOf = usePlaces(list.items ?? [])
  const bills = (list.items ?? []).toSorted((one, other) => Number(other.duePaise > 0) - Number(one.duePaise > 0))
  return (
    <section className="bills">
      <h2>{name}</h2>
      <Advances patientId={patientId} />
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {list.items === undefined && list.error === null && <Loading />}
      {list.items?.length === 0 && <p>{t('bills.none', { name })}</p>}
      <ul className="plain">
        {bills.map((bill) => (
          <One key={bill.invoiceId} bill={bill} place={placeOf(bill)} />
        ))}
      </ul>
      {list.more && (
        <Button kind="quiet" onClick={list.more}>
          {t('bills.more')} <span className="visually-hidden">{name}</span>
        </Button>
      )}
    </section>
  )
}

/** The names of the hospitals of some bills. */
function usePlaces(bills: readonly Bill[]): (bill: Bill) => string {
  const ids = [...new Set(bills.map(({ facilityId }) => facilityId))]
  const answers = useAnswers(
    'GET /v1/facilities/{facilityId}',
    ids.map((facilityId) => ({ path: { facilityId } })),
  )
  return ({ facilityId }) => answers[ids.indexOf(facilityId)]?.data?.name ?? ''
}

function One({ bill, place }: { bill: Bill; place: string }) {
  const { t, format } = useText()
  const { invoiceId, number, issuedAt, totalPaise, duePaise, refundablePaise } = bill
  return (
    <li className="bill">
      <p className="bill-line">
        <Link href={`/account/records/bills/${invoiceId}`}>
          {format.day(issuedAt.slice(0, 10))}, {place}
        </Link>
        <strong>{format.money(totalPaise)}</strong>
      </p>
      <p className="soft">{t('bills.number', { number })}</p>
      {duePaise > 0 ? (
        <PayByUpi bill={bill} />
      ) : refundablePaise > 0 ? (
        <Tag kind="warning">{t('bills.refundDue', { sum: format.money(refundablePaise) })}</Tag>
      ) : (
        <Tag kind="good">{t(bill.status === 'CREDITED' ? 'bills.givenBack' : 'bills.paid')}</Tag>
      )}
    </li>
  )
}

/** Money that hospitals have for later bills. Most people have none. */
function Advances({ patientId }: { patientId: string }) {
  const { t, format } = useText()
  const { data } = useAnswer('GET /v1/billing/advances', { query: { patient: patientId } })
  const paise = (data?.items ?? []).reduce((sum, { leftPaise = 0 }) => sum + leftPaise, 0)
  return paise > 0 ? <p>{t('bills.advance', { sum: format.money(paise) })}</p> : null
}
