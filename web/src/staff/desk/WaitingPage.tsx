// The waiting list of the hospital: who waits for whom, which offers are open; the desk adds people and takes them off.
import '../vaccination/centre.css'
import './desk.css'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { postAppointmentsWaitingRemoval } from '../../api/limits/post-appointments-waiting-removal.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Form } from '../../ui/Form.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { startOf } from '../appointments/day.ts'
import { Listing, wholeList } from '../lists/Listing.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { reason as reasonField } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { AddWaiting } from './AddWaiting.tsx'

type Waiting = Answer<'GET /v1/appointments/waiting'>['items'][number]

const EVERY_MS = 30_000
const LIMIT = 100

export default function WaitingPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const mayChange = useMay('appointment.change')
  const query = { facility: facilityId, limit: LIMIT }
  const answer = useAnswer('GET /v1/appointments/waiting', { query }, { everyMs: EVERY_MS })
  const take = useSend('POST /v1/appointments/waiting/{waitingId}/acceptance')
  const [removing, setRemoving] = useState<Waiting>()
  const [isAdding, setAdding] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const accept = async (one: Waiting): Promise<void> => {
    setFailed(undefined)
    const { reference } = await take.mutateAsync({ path: { waitingId: one.waitingId } })
    say({ text: t('staff.desk.said.offerBooked', { name: nameOf(one) }), detail: reference })
  }
  const onAccept = (one: Waiting): void => void accept(one).catch(setFailed)
  const close = (): void => setRemoving(undefined)
  const add = (
    <Button onClick={() => setAdding(true)}>
      <Icon name="user-plus" /> {t('staff.desk.waiting.add')}
    </Button>
  )
  return (
    <StaffPage title={t('staff.desk.waiting.title')} actions={mayChange && add}>
      <p className="soft">{t('staff.desk.waiting.what')}</p>
      {failed !== undefined && <Failure error={failed} takesFocus />}
      <Listing
        none={{ icon: 'circle-check', title: t('staff.desk.waiting.none'), text: t('staff.desk.waiting.noneNext') }}
        stacks
        caption={t('staff.desk.waiting.title')}
        list={wholeList(answer.data?.items, answer)}
        keyOf={({ waitingId }) => waitingId}
        file="waiting-list"
        columns={mayChange ? [...COLUMNS, controlOf(onAccept, setRemoving)] : COLUMNS}
      />
      <Dialog title={removing ? nameOf(removing) : ''} isOpen={removing !== undefined} onClose={close}>
        {removing && <Remove one={removing} onDone={close} />}
      </Dialog>
      <Dialog title={t('staff.desk.waiting.add')} isOpen={isAdding} onClose={() => setAdding(false)}>
        <AddWaiting onDone={() => setAdding(false)} />
      </Dialog>
    </StaffPage>
  )
}

const nameOf = ({ patient }: Waiting): string => patient?.name ?? ''

const COLUMNS: readonly Column<Waiting>[] = [
  { key: 'name', text: nameOf, header: 'staff.appointments.column.patient' },
  {
    key: 'for',
    text: ({ doctorName, speciality }) => doctorName ?? speciality,
    header: 'staff.desk.waiting.for',
    draw: ({ doctorName, speciality }, { t }) =>
      doctorName === undefined
        ? t(`staff.doctors.speciality.${speciality}`)
        : t('staff.appointments.doctor', { name: doctorName }),
  },
  {
    key: 'days',
    text: ({ fromOn, untilOn }) => `${fromOn} ${untilOn}`,
    header: 'staff.desk.waiting.days',
    draw: ({ fromOn, untilOn }, { format }) =>
      fromOn === untilOn ? format.day(fromOn) : `${format.day(fromOn)} – ${format.day(untilOn)}`,
  },
  {
    key: 'part',
    text: ({ part }) => part,
    header: 'staff.desk.waiting.part',
    isDim: true,
    draw: ({ part }, { t }) => t(`staff.desk.waiting.parts.${part}`),
  },
  {
    key: 'askedAt',
    text: ({ askedAt }) => askedAt,
    header: 'staff.desk.waiting.askedAt',
    isDim: true,
    draw: ({ askedAt }, { format }) => format.instant(askedAt),
  },
  {
    key: 'state',
    text: ({ status }) => status,
    header: 'staff.desk.waiting.state',
    draw: ({ offer, ahead = 0 }, { t, format }) =>
      offer
        ? t('staff.desk.waiting.offer', {
            ...{ day: format.weekdayAndDay(offer.date), time: format.time(startOf(offer)) },
            until: format.time(offer.until),
          })
        : t('staff.desk.waiting.ahead', { count: ahead }),
  },
]

const controlOf = (onAccept: (one: Waiting) => void, onRemove: (one: Waiting) => void): Column<Waiting> => ({
  header: 'staff.people.change',
  isControl: true,
  draw: (one, { t }) => (
    <div className="row-actions">
      {one.offer && (
        <Button kind="tint" onClick={() => onAccept(one)}>
          {t('staff.desk.waiting.accept')} <span className="visually-hidden">{nameOf(one)}</span>
        </Button>
      )}
      <Button kind="quiet" onClick={() => onRemove(one)}>
        {t('staff.desk.waiting.remove')} <span className="visually-hidden">{nameOf(one)}</span>
      </Button>
    </div>
  ),
})

const USUAL = ['asked', 'unreachable', 'elsewhere'] as const

function Remove({ one, onDone }: { one: Waiting; onDone: () => void }) {
  const { t } = useText()
  const send = useSend('POST /v1/appointments/waiting/{waitingId}/removal')
  const reason = reasonField(postAppointmentsWaitingRemoval, 'reason', {
    label: t('staff.desk.waiting.why'),
    hint: t('staff.desk.waiting.whyHint'),
    wrong: 'staff.centre.stock.whyMissing',
    usual: USUAL.map((each) => t(`staff.desk.waiting.usual.${each}`)),
  })
  return (
    <Form
      fields={[reason]}
      needsPress
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { waitingId: one.waitingId }, body })
        say({ text: t('staff.desk.said.removed', { name: nameOf(one) }) })
        onDone()
      }}
    >
      {reason.input}
      <div className="dialog-foot">
        <Button kind="danger">{t('staff.desk.waiting.remove')}</Button>
        <Button kind="quiet" onClick={onDone}>
          {t('ui.back')}
        </Button>
      </div>
    </Form>
  )
}
