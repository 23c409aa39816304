// Waiting times and absences of a hospital: of all patients, by doctor and by day. Each number opens its list.
import '../vaccination/figures/figures.css'
import { Link, useParams } from 'wouter'
import { href, reader, useFilters } from '../../address.ts'
import { useAnswer } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { HospitalName } from '../doctors/words.tsx'
import { Empty } from '../lists/Empty.tsx'
import { TableWithFile } from '../lists/Listing.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { type Attendance, absentPercent, type Counts, countColumns } from './columns.tsx'
import { DaysChoice, dayReaders, readDays } from './days.tsx'

const EVERY = { everyMs: 60_000 }
const readers = { ...dayReaders, doctor: reader({ type: 'string', format: 'uuid' }) }

export default function AttendancePage() {
  const { t, format } = useText()
  const { facilityId: ownId = '' } = useAccount()
  // Who compares the hospitals of a chain opens one of them. Everybody else reads the own hospital.
  const { facilityId: chosenId } = useParams<{ facilityId?: string }>()
  const { filters, change, changed } = useFilters(readers)
  const facility = chosenId ?? ownId
  const days = readDays(filters)
  const { data, error, refetch } = useAnswer(
    'GET /v1/appointments/attendance',
    { query: { facility, ...days } },
    { ...EVERY, enabled: facility !== '' },
  )
  return (
    <StaffPage title={t('staff.attendance.title')} {...(chosenId !== undefined && { back: '/staff/hospitals' })}>
      {chosenId !== undefined && (
        <p>
          <strong>
            <HospitalName facilityId={chosenId} />
          </strong>
        </p>
      )}
      <DaysChoice days={days} onChoose={change} />
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && (
        <>
          <p className="soft figures-asof">
            {t('staff.attendance.what')} {t('staff.attendance.asOf', { time: format.instant(data.asOf) })}
          </p>
          <Sums total={data.total} />
          <Lists
            attendance={data}
            doctor={filters.doctor}
            onDoctor={(doctor) => change({ doctor })}
            doctorHref={(doctor) => changed({ ...days, doctor })}
          />
        </>
      )}
    </StaffPage>
  )
}

function Sums({ total }: { total: Counts }) {
  const { t, format } = useText()
  const { seen, medianMinutes, shortMinutes, longMinutes, absent, left } = total
  const percent = absentPercent(total)
  const rows = [
    { name: 'seen', shown: format.number(seen), note: undefined },
    {
      name: 'median',
      shown: medianMinutes === undefined ? '–' : t('staff.attendance.minutes', { count: medianMinutes }),
      note:
        shortMinutes === undefined || longMinutes === undefined
          ? undefined
          : t('staff.attendance.eightOfTen', { from: shortMinutes, until: longMinutes, count: longMinutes }),
    },
    {
      name: 'absent',
      shown: format.number(absent),
      note: percent === undefined ? undefined : t('staff.attendance.ofBooked', { percent: format.number(percent) }),
    },
    { name: 'left', shown: format.number(left), note: t('staff.attendance.leftNote') },
  ] as const
  return (
    <dl className="headlines">
      {rows.map(({ name, shown, note }) => (
        <div key={name}>
          <dt>{t(`staff.attendance.${name}`)}</dt>
          <dd>
            <span className="headline-number">{shown}</span>
            {note !== undefined && <span className="headline-change soft">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

type OfDoctor = Attendance['doctors'][number]
type OfDay = Attendance['days'][number]

interface ListsProps {
  readonly attendance: Attendance
  /** Only the days of this doctor. */
  readonly doctor: string | undefined
  readonly onDoctor: (doctor: string | undefined) => void
  readonly doctorHref: (doctor: string) => string
}

function Lists({ attendance, doctor, onDoctor, doctorHref }: ListsProps) {
  const { t } = useText()
  const { doctors } = attendance
  const oversees = useMay('appointment.oversee')
  const name = doctors.find(({ doctorId }) => doctorId === doctor)?.name
  /** The appointments of the day. Who reads numbers alone does not see them. */
  const dayHref = (date: string, what: 'seen' | 'absent' | 'waits') =>
    oversees
      ? href('/staff/appointments', {
          day: date === today() ? undefined : date,
          doctor,
          state: what === 'absent' ? 'absent' : 'seen',
        })
      : undefined
  if (doctors.length === 0) {
    return (
      <Empty icon="hourglass" title={t('staff.attendance.none')}>
        {t('staff.attendance.noneNext')}
      </Empty>
    )
  }
  return (
    <>
      {name === undefined && (
        <TableWithFile
          stacks
          file="attendance-doctors"
          caption={t('staff.attendance.byDoctor')}
          rows={doctors.toSorted((one, other) => (other.medianMinutes ?? -1) - (one.medianMinutes ?? -1))}
          keyOf={({ doctorId }) => doctorId}
          columns={[nameColumn(doctorHref), ...countColumns<OfDoctor>(({ doctorId }) => doctorHref(doctorId))]}
        />
      )}
      <TableWithFile
        stacks
        file="attendance-days"
        caption={name === undefined ? t('staff.attendance.byDay') : t('staff.attendance.daysOf', { name })}
        rows={daysOf(attendance, name === undefined ? undefined : doctor)}
        keyOf={({ date }) => date}
        columns={[DATE, ...countColumns<OfDay>(({ date }, what) => dayHref(date, what))]}
      />
      {name !== undefined && (
        <p className="no-print">
          <Button kind="quiet" onClick={() => onDoctor(undefined)}>
            {t('staff.attendance.allDoctors')}
          </Button>
        </p>
      )}
    </>
  )
}

/** The days of all doctors or of one, the newest first. */
function daysOf({ days, each }: Attendance, doctor: string | undefined): readonly OfDay[] {
  const rows = doctor === undefined ? days : each.filter(({ doctorId }) => doctorId === doctor)
  return rows.toSorted((one, other) => other.date.localeCompare(one.date))
}

const nameColumn = (hrefOf: (doctorId: string) => string): Column<OfDoctor> => ({
  key: 'doctor',
  text: ({ name }) => name,
  header: 'staff.doctors.one',
  draw: ({ doctorId, name }, { t }) => <Link href={hrefOf(doctorId)}>{t('staff.appointments.doctor', { name })}</Link>,
})

const DATE: Column<OfDay> = {
  key: 'date',
  text: ({ date }) => date,
  header: 'staff.start.day',
  draw: ({ date }, { format }) => format.weekdayAndDay(date),
}
