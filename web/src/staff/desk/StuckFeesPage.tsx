// Fees that could not be raised or reversed: why, whose they are, and the next try or what was done by hand.
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { postAppointmentsFeeSettlement } from '../../api/limits/post-appointments-fee-settlement.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Form } from '../../ui/Form.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Listing, wholeList } from '../lists/Listing.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { reason as reasonField } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

type Stuck = Answer<'GET /v1/appointments/stuck-fees'>['items'][number]

const EVERY_MS = 30_000
const LIMIT = 100

export default function StuckFeesPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const maySettle = useMay('fee.settle')
  const query = { facility: facilityId, limit: LIMIT }
  const answer = useAnswer('GET /v1/appointments/stuck-fees', { query }, { everyMs: EVERY_MS })
  const [settling, setSettling] = useState<Stuck>()
  const [failed, setFailed] = useState<unknown>()
  const { repeat, settle } = useFeeActs()
  const close = (): void => setSettling(undefined)
  const tryAgain = (one: Stuck): void => {
    setFailed(undefined)
    repeat(one).catch(setFailed)
  }
  return (
    <StaffPage title={t('staff.desk.fees.title')} back="/staff/appointments">
      <p className="soft">{t('staff.desk.fees.what')}</p>
      {failed !== undefined && <Failure error={failed} takesFocus />}
      <Listing
        none={{ icon: 'circle-check', title: t('staff.desk.fees.none'), text: t('staff.desk.fees.noneNext') }}
        stacks
        caption={t('staff.desk.fees.title')}
        list={wholeList(answer.data?.items, answer)}
        keyOf={keyOf}
        file="stuck-fees"
        columns={[...COLUMNS, controlOf({ onRepeat: tryAgain, onSettle: maySettle ? setSettling : undefined })]}
      />
      <Dialog title={t('staff.desk.fees.settle')} isOpen={settling !== undefined} onClose={close}>
        {settling && <Settle one={settling} onSend={settle} onDone={close} />}
      </Dialog>
    </StaffPage>
  )
}

const keyOf = ({ appointmentId, tokenId, deed }: Stuck): string => `${appointmentId ?? tokenId} ${deed}`
const nameOf = ({ patientName = '' }: Stuck): string => patientName

const COLUMNS: readonly Column<Stuck>[] = [
  {
    key: 'failedAt',
    text: ({ failedAt }) => failedAt,
    header: 'staff.desk.fees.column.failedAt',
    draw: ({ failedAt }, { format }) => format.instant(failedAt),
  },
  { key: 'name', text: nameOf, header: 'staff.appointments.column.patient' },
  {
    key: 'kind',
    text: ({ kind }) => kind,
    header: 'staff.desk.fees.column.kind',
    draw: ({ kind, date }, { t, format }) => `${t(`staff.desk.fees.kind.${kind}`)}, ${format.day(date)}`,
  },
  {
    key: 'doctor',
    text: ({ doctorName }) => doctorName,
    header: 'staff.doctors.one',
    draw: ({ doctorName }, { t }) => t('staff.appointments.doctor', { name: doctorName }),
  },
  {
    key: 'fee',
    text: ({ feePaise }) => String(feePaise / 100),
    header: 'staff.doctors.practice.shown.fee',
    draw: ({ feePaise }, { format }) => format.money(feePaise),
  },
  {
    key: 'deed',
    text: ({ deed }) => deed,
    header: 'staff.desk.fees.column.deed',
    draw: ({ deed }, { t }) => t(`staff.desk.fees.deed.${deed}`),
  },
  { key: 'problem', text: ({ problem }) => problem, header: 'staff.desk.fees.column.problem', isDim: true },
]

interface Handlers {
  readonly onRepeat: (one: Stuck) => void
  readonly onSettle: ((one: Stuck) => void) | undefined
}

const controlOf = ({ onRepeat, onSettle }: Handlers): Column<Stuck> => ({
  header: 'staff.people.change',
  isControl: true,
  draw: (one, { t }) => (
    <div className="row-actions">
      <Button kind="tint" onClick={() => onRepeat(one)}>
        {t('ui.tryAgain')} <span className="visually-hidden">{nameOf(one)}</span>
      </Button>
      {onSettle && (
        <Button kind="quiet" onClick={() => onSettle(one)}>
          {t('staff.desk.fees.settle')} <span className="visually-hidden">{nameOf(one)}</span>
        </Button>
      )}
    </div>
  ),
})

/** Both acts, for an appointment and for a walk-in. A failure is thrown. */
function useFeeActs() {
  const { t } = useText()
  const again = useSend('POST /v1/appointments/{appointmentId}/fee-repetition')
  const againWalkIn = useSend('POST /v1/appointments/tokens/{tokenId}/fee-repetition')
  const settled = useSend('POST /v1/appointments/{appointmentId}/fee-settlement')
  const settledWalkIn = useSend('POST /v1/appointments/tokens/{tokenId}/fee-settlement')
  const repeat = async (one: Stuck): Promise<void> => {
    const { appointmentId, tokenId = '', deed } = one
    const { items } =
      appointmentId === undefined
        ? await againWalkIn.mutateAsync({ path: { tokenId } })
        : await again.mutateAsync({ path: { appointmentId } })
    const isStuck = items.some((item) => item.deed === deed)
    const said = isStuck ? 'staff.desk.said.stillStuck' : 'staff.desk.said.feeDone'
    say({ text: t(said, { name: nameOf(one) }) })
  }
  const settle = async (one: Stuck, why: string): Promise<void> => {
    const { appointmentId, tokenId = '', deed } = one
    const body = { deed, why }
    if (appointmentId === undefined) await settledWalkIn.mutateAsync({ path: { tokenId }, body })
    else await settled.mutateAsync({ path: { appointmentId }, body })
    say({ text: t('staff.desk.said.feeSettled', { name: nameOf(one) }) })
  }
  return { repeat, settle }
}

const USUAL = ['invoice', 'returned', 'waived'] as const

interface SettleProps {
  readonly one: Stuck
  readonly onSend: (one: Stuck, why: string) => Promise<void>
  readonly onDone: () => void
}

function Settle({ one, onSend, onDone }: SettleProps) {
  const { t, format } = useText()
  const why = reasonField(postAppointmentsFeeSettlement, 'why', {
    label: t('staff.desk.fees.why'),
    hint: t('staff.desk.fees.whyHint'),
    wrong: 'staff.centre.stock.whyMissing',
    usual: USUAL.map((each) => t(`staff.desk.fees.usual.${each}`)),
  })
  return (
    <Form
      fields={[why]}
      needsPress
      onSubmit={async (entered) => {
        await onSend(one, entered.why)
        onDone()
      }}
    >
      <p>{[nameOf(one), format.money(one.feePaise), t(`staff.desk.fees.deed.${one.deed}`)].join(' · ')}</p>
      {why.input}
      <div className="dialog-foot">
        <Button>{t('staff.desk.fees.settle')}</Button>
        <Button kind="quiet" onClick={onDone}>
          {t('ui.back')}
        </Button>
      </div>
    </Form>
  )
}
