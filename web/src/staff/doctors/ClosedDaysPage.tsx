// The days on which the whole hospital is closed: no doctor sees patients there.
import './doctors.css'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { putFacilitiesClosuresByDay } from '../../api/limits/put-facilities-closures-by-day.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { day as dayField } from '../../ui/days.tsx'
import { Form } from '../../ui/Form.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Listing, wholeList } from '../lists/Listing.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { reason as reasonField } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { ForesightStep, useForesight } from './Foresight.tsx'

type Closure = Answer<'GET /v1/facilities/{facilityId}/closures'>['items'][number]

const of = putFacilitiesClosuresByDay

export default function ClosedDaysPage() {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const answer = useAnswer('GET /v1/facilities/{facilityId}/closures', { path: { facilityId } })
  const [isAsking, setAsking] = useState(false)
  const close = useSend('PUT /v1/facilities/{facilityId}/closures/{day}')
  const open = useSend('DELETE /v1/facilities/{facilityId}/closures/{day}')
  useShortcuts(t('staff.doctors.closed.menu'), [
    { keys: 'n', label: t('staff.doctors.closed.add'), run: () => setAsking(true) },
  ])
  const closeOn = async ({ day, reason }: Closure): Promise<void> => {
    const path = { facilityId, day }
    await close.mutateAsync({ path, body: { reason } })
    const detail = `${format.weekdayAndDay(day)}, ${reason}`
    say({ text: t('staff.doctors.said.closed'), detail, undo: () => open.mutateAsync({ path }) })
  }
  const openOn = async ({ day, reason }: Closure): Promise<void> => {
    const path = { facilityId, day }
    await open.mutateAsync({ path })
    const undo = () => close.mutateAsync({ path, body: { reason } })
    say({ text: t('staff.doctors.said.opened'), detail: format.weekdayAndDay(day), undo })
  }
  const add = (
    <Button onClick={() => setAsking(true)}>
      <Icon name="plus" />
      {t('staff.doctors.closed.add')}
    </Button>
  )
  return (
    <StaffPage title={t('staff.doctors.closed.title')} actions={<div className="list-actions no-print">{add}</div>}>
      <p className="soft">{t('staff.doctors.closed.what')}</p>
      {open.error && <Failure error={open.error} takesFocus />}
      <Listing
        none={{ icon: 'calendar', title: t('staff.doctors.closed.none'), text: t('staff.doctors.closed.noneNext') }}
        stacks
        caption={t('staff.doctors.closed.title')}
        list={wholeList(answer.data?.items, answer)}
        keyOf={({ day }) => day}
        file="closed-days"
        columns={columnsOf((closure) => void openOn(closure).catch(() => undefined))}
      />
      <Dialog title={t('staff.doctors.closed.add')} isOpen={isAsking} onClose={() => setAsking(false)}>
        <CloseForm
          facilityId={facilityId}
          onClose={async (closure) => {
            await closeOn(closure)
            setAsking(false)
          }}
        />
      </Dialog>
    </StaffPage>
  )
}

const USUAL = ['republic', 'holi', 'id', 'independence', 'gandhi', 'diwali'] as const

interface CloseFormProps {
  readonly facilityId: string
  readonly onClose: (closure: Closure) => Promise<void>
}

/** The day and why; then everybody who has booked on that day, and the button that closes it. */
function CloseForm({ facilityId, onClose }: CloseFormProps) {
  const { t } = useText()
  const foresee = useSend('POST /v1/appointments/closure-previews')
  const look = ({ day }: Closure) => foresee.mutateAsync({ body: { facilityId, day } })
  const { shown, ask, confirm, close } = useForesight({ look, act: onClose }, true)
  const doctors = useAnswer('GET /v1/appointments/slots/of-day', { query: { facility: facilityId } })
  const doctorOf = (doctorId: string): string =>
    doctors.data?.doctors.find((one) => one.doctorId === doctorId)?.name ?? '…'
  const day = dayField(of, 'day', {
    label: t('staff.doctors.closed.day'),
    also: (chosen) => (chosen < today() ? t('staff.errors.date') : undefined),
  })
  const reason = reasonField(of, 'reason', {
    label: t('staff.doctors.closed.reason'),
    hint: t('staff.doctors.closed.reasonHint'),
    wrong: 'staff.centre.stock.whyMissing',
    usual: USUAL.map((each) => t(`staff.doctors.closed.usual.${each}`)),
  })
  return (
    <>
      {shown && (
        <ForesightStep
          shown={shown}
          button={t('staff.doctors.closed.confirm')}
          onConfirm={confirm}
          onBack={close}
          doctorOf={doctorOf}
        />
      )}
      {/* The form stays, so that the way back finds what was entered. */}
      <div hidden={shown !== undefined}>
        <Form fields={[day, reason]} onSubmit={ask}>
          {day.input}
          {reason.input}
          <Button>{t('staff.schedules.look')}</Button>
        </Form>
      </div>
    </>
  )
}

const columnsOf = (onOpen: (closure: Closure) => void): readonly Column<Closure>[] => [
  {
    key: 'day',
    text: ({ day }) => day,
    header: 'staff.start.day',
    draw: ({ day }, { format }) => format.fullDay(day),
  },
  { key: 'reason', text: ({ reason }) => reason, header: 'staff.doctors.closed.reason' },
  {
    header: 'staff.people.change',
    isControl: true,
    draw: (closure, { t, format }) => (
      <Button kind="quiet" onClick={() => onOpen(closure)}>
        {t('staff.doctors.closed.open')} <span className="visually-hidden">{format.weekdayAndDay(closure.day)}</span>
      </Button>
    ),
  },
]
