// The follow-ups that doctors wish and nobody has booked: reception calls the patient and books a time.
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Form } from '../../ui/Form.tsx'
import { startOf } from '../appointments/day.ts'
import { useSlotChoice } from '../appointments/slot-choice.tsx'
import { Listing } from '../lists/Listing.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

type Wish = Answer<'GET /v1/visits/follow-ups'>['items'][number]

export default function FollowUpsPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const mayBook = useMay('appointment.make')
  const list = useList('GET /v1/visits/follow-ups', { facility: facilityId })
  const [booking, setBooking] = useState<Wish>()
  // The server hears of a booking a moment later.
  const [booked, setBooked] = useState<readonly string[]>([])
  const items = list.items?.filter(({ visitId }) => !booked.includes(visitId))
  const close = (): void => setBooking(undefined)
  return (
    <StaffPage title={t('staff.desk.followUps.title')}>
      <p className="soft">{t('staff.desk.followUps.what')}</p>
      <Listing
        none={{ icon: 'circle-check', title: t('staff.desk.followUps.none'), text: t('staff.desk.followUps.noneNext') }}
        stacks
        caption={t('staff.desk.followUps.title')}
        list={{ ...list, items }}
        keyOf={({ visitId }) => visitId}
        file="follow-ups"
        columns={mayBook ? [...COLUMNS, controlOf(setBooking)] : COLUMNS}
      />
      <Dialog
        title={booking ? t('staff.desk.followUps.bookOf', { name: nameOf(booking) }) : ''}
        isOpen={booking !== undefined}
        onClose={close}
      >
        {booking && (
          <Book
            wish={booking}
            onDone={() => {
              setBooked([...booked, booking.visitId])
              close()
            }}
          />
        )}
      </Dialog>
    </StaffPage>
  )
}

const nameOf = ({ patient }: Wish): string => patient?.name ?? ''

const COLUMNS: readonly Column<Wish>[] = [
  {
    key: 'on',
    text: ({ on }) => on,
    header: 'staff.desk.followUps.on',
    draw: ({ on }, { format }) => format.weekdayAndDay(on),
  },
  { key: 'name', text: nameOf, header: 'staff.appointments.column.patient' },
  {
    key: 'doctor',
    text: ({ doctorName }) => doctorName,
    header: 'staff.doctors.one',
    draw: ({ doctorName = '' }, { t }) => t('staff.appointments.doctor', { name: doctorName }),
  },
]

const controlOf = (onBook: (wish: Wish) => void): Column<Wish> => ({
  header: 'staff.people.change',
  isControl: true,
  draw: (wish, { t }) => (
    <div className="row-actions">
      <Button kind="tint" onClick={() => onBook(wish)}>
        {t('staff.desk.followUps.book')} <span className="visually-hidden">{nameOf(wish)}</span>
      </Button>
    </div>
  ),
})

/** The doctor and the day of the wish are chosen already. */
function Book({ wish, onDone }: { wish: Wish; onDone: () => void }) {
  const { t, format } = useText()
  const book = useSend('POST /v1/appointments')
  const when = useSlotChoice({ doctorId: wish.doctorId, day: wish.on })
  const submit = async (): Promise<void> => {
    if (!when.slot) return
    const body = { slotIds: [when.slot.slotId], patientId: wish.patientId, isFollowUp: true }
    const booked = await book.mutateAsync({ body })
    say({
      text: t('staff.appointments.said.booked', { name: nameOf(wish) }),
      detail: `${format.weekdayAndDay(booked.date)}, ${format.time(startOf(booked))}`,
    })
    onDone()
  }
  return (
    <Form fields={[when.field]} onSubmit={submit}>
      {when.field.input}
      <Button>{t('staff.appointments.book.button')}</Button>
    </Form>
  )
}
