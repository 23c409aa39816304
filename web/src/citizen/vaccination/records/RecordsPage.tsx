// The records of the family: the doses of each member with lot and centre, and all bookings, also the past ones.
import { Link } from 'wouter'
import { useAnswers } from '../../../api/queries.ts'
import { saveCsv, toCsv } from '../../../csv.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { type Column, toFile } from '../../../ui/columns.ts'
import { Icon } from '../../../ui/Icon.tsx'
import type { IconName } from '../../../ui/icon-names.ts'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Tag, type TagKind } from '../../../ui/Tag.tsx'
import {
  type Booking,
  type DoseGiven,
  isUnrecorded,
  keyOfDose,
  nameOfVaccine,
  type Relative,
  useFamily,
  useVaccines,
} from '../../patients/family.ts'
import { AdverseEvents } from './AdverseEvents.tsx'
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
    <Page title={t('records.title')} back="/account/records" isWide isPersonal>
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : family.data && vaccines.data ? (
        <>
          {family.data.map((member) => (
            <Record key={member.patientId} member={member} names={names} />
          ))}
          <Copies family={family.data} names={names} />
        </>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

/** The name of each centre of these bookings and doses. A dash until the name is known. */
function useCentreNames(family: readonly Relative[]): (facilityId: string) => string {
  const ids = [
    ...new Set(
      family.flatMap(({ bookings, doses }) => [...bookings, ...doses].flatMap((each) => each.facilityId ?? [])),
    ),
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
      {member.doses.length > 0 && (
        <p className="no-print">
          <Link className="record-link" href={`/account/certificates/${member.patientId}`}>
            {t('records.certificates')} <span className="visually-hidden">{member.name}</span>
          </Link>
        </p>
      )}
      <AdverseEvents member={member} nameOfVaccine={names.vaccine} />
      <Bookings member={member} names={names} />
      {member.doses.length === 0 && member.bookings.length === 0 && <p>{t('records.nothing')}</p>}
    </section>
  )
}

type OfMember<Each> = Each & { readonly member: string }
type Dose = OfMember<DoseGiven>

const toDoseColumns = (names: Names): readonly Column<Dose>[] => [
  { key: 'name', text: ({ member }) => member },
  { key: 'course', text: ({ course }) => course, header: 'records.course' },
  { key: 'dose', text: ({ dose }) => dose, header: 'records.dose' },
  { key: 'vaccine', text: ({ vaccine }) => names.vaccine(vaccine), header: 'records.vaccine' },
  {
    key: 'day',
    text: ({ givenOn }) => givenOn,
    header: 'records.day',
    draw: ({ givenOn }, { format }) => format.day(givenOn),
  },
  { key: 'lot', text: ({ lot = '–' }) => lot, header: 'records.lot' },
  {
    key: 'centre',
    text: ({ facilityId, historical }) => historical?.place ?? names.centre(facilityId ?? ''),
    header: 'records.centre',
    draw: ({ facilityId, historical }, { t }) =>
      historical ? <Tag>{t('records.elsewhere', { place: historical.place })}</Tag> : names.centre(facilityId ?? ''),
  },
  { key: 'evidence', text: ({ historical }) => historical?.evidence ?? '' },
]

const dosesOf = ({ name, doses }: Relative): readonly Dose[] => doses.map((dose) => ({ ...dose, member: name }))

function Doses({ member, names }: { member: Relative; names: Names }) {
  const { t } = useText()
  if (member.doses.length === 0) return null
  return (
    <Table
      caption={t('records.doses', { name: member.name })}
      stacks
      keyOf={keyOfDose}
      rows={dosesOf(member)}
      columns={toDoseColumns(names)}
    />
  )
}

const KINDS: Readonly<Record<Booking['status'], TagKind>> = {
  BOOKED: 'plain',
  COMPLETED: 'good',
  CANCELLED: 'error',
  ABSENT: 'warning',
}
const ICONS: Readonly<Record<Booking['status'], IconName>> = {
  BOOKED: 'clock',
  COMPLETED: 'check',
  CANCELLED: 'x',
  ABSENT: 'alert-triangle',
}

type Booked = OfMember<Booking>

const toBookingColumns = (names: Names): readonly Column<Booked>[] => [
  { key: 'name', text: ({ member }) => member },
  {
    key: 'reference',
    text: ({ reference }) => reference,
    header: 'records.reference',
    draw: ({ bookingId, reference }) => (
      <Link className="record-link" href={`/account/bookings/${bookingId}`}>
        {reference}
      </Link>
    ),
  },
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'records.status',
    draw: ({ status, date, rescheduledTo }, { t }) => {
      if (isUnrecorded({ status, date }, today())) {
        return <Tag kind="warning">{t('bookings.unrecorded.short')}</Tag>
      }
      const outcome = rescheduledTo === undefined ? status : 'MOVED'
      return (
        <Tag kind={KINDS[status]}>
          <Icon name={ICONS[status]} sizePx={13} />
          {t(`records.statuses.${outcome}`)}
        </Tag>
      )
    },
  },
  { key: 'day', text: ({ date }) => date, header: 'records.day', draw: ({ date }, { format }) => format.day(date) },
  { key: 'course', text: ({ course }) => course },
  {
    key: 'vaccine',
    text: ({ vaccine }) => names.vaccine(vaccine),
    header: 'records.vaccine',
    draw: ({ course, vaccine, dose }, { t }) =>
      t('booking.vaccineAndDose', { course, vaccine: names.vaccine(vaccine), dose }),
  },
  { key: 'dose', text: ({ dose }) => dose },
  { key: 'centre', text: ({ facilityId }) => names.centre(facilityId), header: 'records.centre' },
]

const bookingsOf = ({ name, bookings }: Relative): readonly Booked[] =>
  bookings.map((booking) => ({ ...booking, member: name }))

function Bookings({ member, names }: { member: Relative; names: Names }) {
  const { t } = useText()
  if (member.bookings.length === 0) return null
  return (
    <Table
      caption={t('records.bookings', { name: member.name })}
      stacks
      keyOf={({ bookingId }) => bookingId}
      rows={bookingsOf(member)}
      columns={toBookingColumns(names)}
    />
  )
}

/** Buttons to print the records and to save them as files. */
function Copies({ family, names }: { family: readonly Relative[]; names: Names }) {
  const { t } = useText()
  return (
    <div className="record-copies no-print">
      <Button kind="quiet" onClick={() => print()}>
        {t('bookings.slip.print')}
      </Button>
      <Button kind="quiet" onClick={() => save('doses', toDoseColumns(names), family.flatMap(dosesOf))}>
        {t('records.saveDoses')}
      </Button>
      <Button kind="quiet" onClick={() => save('bookings', toBookingColumns(names), family.flatMap(bookingsOf))}>
        {t('records.saveBookings')}
      </Button>
    </div>
  )
}

function save<Row>(file: string, columns: readonly Column<Row>[], all: readonly Row[]): void {
  const { header, rows } = toFile(columns, all)
  saveCsv(file, toCsv(header, rows))
}
