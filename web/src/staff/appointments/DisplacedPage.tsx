// Who was displaced by a change of hours and has not chosen yet: until when, and what the reception can do.
import '../doctors/doctors.css'
import { useState } from 'react'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Listing, wholeList } from '../lists/Listing.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { Cancel, Facts } from './AppointmentDialog.tsx'
import { nameOf } from './acts.ts'
import { type Appointment, startOf } from './day.ts'
import { OffersDialog } from './OffersDialog.tsx'

const EVERY_MS = 30_000
const LIMIT = 100

export default function DisplacedPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const mayChange = useMay('appointment.change')
  const answer = useAnswer(
    'GET /v1/appointments/displacements',
    { query: { facility: facilityId, limit: LIMIT } },
    { everyMs: EVERY_MS },
  )
  const [cancelling, setCancelling] = useState<Appointment>()
  const [choosing, setChoosing] = useState<Appointment>()
  const close = (): void => setCancelling(undefined)
  return (
    <StaffPage title={t('staff.appointments.displaced.title')} back="/staff/appointments">
      <p className="soft">{t('staff.appointments.displaced.what')}</p>
      <Listing
        none={{
          icon: 'circle-check',
          title: t('staff.appointments.displaced.none'),
          text: t('staff.appointments.displaced.noneNext'),
        }}
        stacks
        caption={t('staff.appointments.displaced.title')}
        list={wholeList(answer.data?.items, answer)}
        keyOf={({ appointmentId }) => appointmentId}
        file="displaced-appointments"
        columns={mayChange ? [...COLUMNS, controlOf({ onChoose: setChoosing, onCancel: setCancelling })] : COLUMNS}
      />
      <OffersDialog one={choosing} onClose={() => setChoosing(undefined)} />
      <Dialog title={cancelling ? nameOf(cancelling) : ''} isOpen={cancelling !== undefined} onClose={close}>
        {cancelling && (
          <>
            <Facts one={cancelling} />
            <Cancel one={cancelling} onDone={close} onBack={close} />
          </>
        )}
      </Dialog>
    </StaffPage>
  )
}

const COLUMNS: readonly Column<Appointment>[] = [
  {
    key: 'decideBy',
    text: ({ decideBy }) => decideBy,
    header: 'staff.appointments.column.decideBy',
    draw: ({ decideBy }, { format }) => decideBy !== undefined && format.instant(decideBy),
  },
  { key: 'name', text: nameOf, header: 'staff.appointments.column.patient' },
  {
    key: 'doctor',
    text: ({ doctorName }) => doctorName,
    header: 'staff.doctors.one',
    draw: ({ doctorName }, { t }) => t('staff.appointments.doctor', { name: doctorName }),
  },
  {
    key: 'date',
    text: ({ date, start }) => `${date} ${start}`,
    header: 'staff.appointments.displaced.was',
    draw: (one, { format }) => `${format.weekdayAndDay(one.date)}, ${format.time(startOf(one))}`,
  },
  { key: 'reference', text: ({ reference }) => reference, header: 'staff.appointments.column.reference', isDim: true },
]

interface Acts {
  readonly onChoose: (one: Appointment) => void
  readonly onCancel: (one: Appointment) => void
}

const controlOf = ({ onChoose, onCancel }: Acts): Column<Appointment> => ({
  header: 'staff.people.change',
  isControl: true,
  draw: (one, { t }) => (
    <div className="row-actions">
      <Button kind="tint" onClick={() => onChoose(one)}>
        {t('staff.schedules.offers.open')} <span className="visually-hidden">{nameOf(one)}</span>
      </Button>
      <Button kind="quiet" onClick={() => onCancel(one)}>
        {t('staff.appointments.act.cancel')} <span className="visually-hidden">{nameOf(one)}</span>
      </Button>
    </div>
  ),
})
