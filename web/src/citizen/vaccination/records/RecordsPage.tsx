// The records of the family: the doses of each member with lot and centre, and all bookings, past ones too.
import { Link } from 'wouter'
import { useAnswers } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Tag, type TagKind } from '../../../ui/Tag.tsx'
import {
  type Booking,
  isUnrecorded,
  nameOfVaccine,
  type Relative,
  useFamily,
  useVaccines,
} from '../../patients/family.ts'
import './records.css'

interface Names {
  readonly centre: (facilityId: string) => string
  readonly vaccine: (code: string) => string
}

export default function RecordsPage() {
  const { t } = useText()
  const family = useFamily()
  const vaccines = useVaccines()
  const centre = useCentreNames(family.data ?? [])
  const error = family.error ?? vaccines.error
  const retry = (): void => {
    family.retry()
    vaccines.retry()
  }
  const names = { centre, vaccine: (code: string) => nameOfVaccine(vaccines.data, code) }
  return (
    <Page title={t('records.title')} back="/account" isWide isPersonal>
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : family.data && vaccines.data ? (
        <>
          {family.data.map((member) => (
            <Record key={member.patientId} member={member} names={names} />
          ))}
          <Button kind="quiet" onClick={() => print()}>
            {t('bookings.slip.print')}
          </Button>
        </>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

/** The name of each centre of these bookings and doses; a dash until it is known. */
function useCentreNames(family: readonly Relative[]): (facilityId: string) => string {
  const ids = [
    ...new Set(family.flatMap(({ bookings, doses }) => [...bookings, ...doses].map((each) => each.facilityId))),
  ]
  const answers = useAnswers(
    'GET /v1/facilities/{facilityId}',
    ids.map((facilityId) => ({ path: { facilityId } })),
  )
  return (facilityId) => answers[ids.indexOf(facilityId)]?.data?.name ?? '–'
}

function Record({ member, names }: { member: Relative; names: Names }) {
  const { t } = useText()
  return (
    <section className="record">
      <h2>{member.name}</h2>
      <Doses member={member} names={names} />
      <Bookings member={member} names={names} />
      {member.doses.length === 0 && member.bookings.length === 0 && <p>{t('records.nothing')}</p>}
    </section>
  )
}

function Doses({ member, names }: { member: Relative; names: Names }) {
  const { t, format } = useText()
  if (member.doses.length === 0) return null
  return (
    <Table
      caption={t('records.doses', { name: member.name })}
      stacks
      keyOf={({ bookingId }) => bookingId}
      rows={member.doses}
      columns={[
        { header: t('records.course'), cell: ({ course }) => course },
        { header: t('records.dose'), cell: ({ dose }) => format.number(dose) },
        { header: t('records.vaccine'), cell: ({ vaccine }) => names.vaccine(vaccine) },
        { header: t('records.day'), cell: ({ givenAt }) => format.day(today(Date.parse(givenAt))) },
        { header: t('records.lot'), cell: ({ lot }) => lot },
        { header: t('records.centre'), cell: ({ facilityId }) => names.centre(facilityId) },
      ]}
    />
  )
}

const KINDS: Readonly<Record<Booking['status'], TagKind>> = {
  BOOKED: 'warning',
  COMPLETED: 'good',
  CANCELLED: 'plain',
  ABSENT: 'error',
}

function Bookings({ member, names }: { member: Relative; names: Names }) {
  const { t, format } = useText()
  if (member.bookings.length === 0) return null
  return (
    <Table
      caption={t('records.bookings', { name: member.name })}
      stacks
      keyOf={({ bookingId }) => bookingId}
      rows={member.bookings}
      columns={[
        {
          header: t('records.reference'),
          cell: ({ bookingId, reference }) => (
            <Link className="record-link" href={`/account/bookings/${bookingId}`}>
              {reference}
            </Link>
          ),
        },
        {
          header: t('records.status'),
          cell: ({ status, date, rescheduledTo }) => {
            if (isUnrecorded({ status, date }, today())) {
              return <Tag kind="warning">{t('bookings.unrecorded.short')}</Tag>
            }
            const outcome = rescheduledTo === undefined ? status : 'MOVED'
            return <Tag kind={KINDS[status]}>{t(`records.statuses.${outcome}`)}</Tag>
          },
        },
        { header: t('records.day'), cell: ({ date }) => format.day(date) },
        {
          header: t('records.vaccine'),
          cell: ({ course, vaccine, dose }) =>
            t('booking.vaccineAndDose', { course, vaccine: names.vaccine(vaccine), dose }),
        },
        { header: t('records.centre'), cell: ({ facilityId }) => names.centre(facilityId) },
      ]}
    />
  )
}
