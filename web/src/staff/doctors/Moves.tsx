// What officials do with a doctor: verify the registration, suspend the doctor, end the doctor for good.
import './doctors.css'
import { useState } from 'react'
import { postDoctorsCancellation } from '../../api/limits/post-doctors-cancellation.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { reason as reasonField } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { type Doctor, useCouncilName } from './words.tsx'

export type Move = 'verify' | 'suspend' | 'end'

export const MOVES: Readonly<Record<Doctor['status'], readonly Move[]>> = {
  draft: ['verify', 'end'],
  verified: ['suspend', 'end'],
  suspended: ['verify', 'end'],
  ended: [],
}

/** What removes has a red edge. In a row of many, all is quieter. */
const ON_PAGE = { takes: 'main', removes: 'remove' } as const
const IN_ROW = { takes: 'tint', removes: 'quiet' } as const

/** The buttons of the moves that the state allows. Each opens a dialog. */
interface MoveButtonsProps {
  readonly doctor: Doctor
  readonly onMove: (move: Move) => void
  /** In a row of many, no button is filled. */
  readonly isInRow?: boolean
}

export function MoveButtons({ doctor, onMove, isInRow = false }: MoveButtonsProps) {
  const { t } = useText()
  return MOVES[doctor.status].map((move) => (
    <Button
      key={move}
      kind={(isInRow ? IN_ROW : ON_PAGE)[move === 'verify' ? 'takes' : 'removes']}
      onClick={() => onMove(move)}
    >
      {t(`staff.doctors.move.${wordOf(move, doctor)}`)} <span className="visually-hidden">{doctor.name}</span>
    </Button>
  ))
}

/** A draft that ends was never a doctor here: the words say "refuse". */
const wordOf = (move: Move, { status }: Doctor): Move | 'refuse' =>
  move === 'end' && status === 'draft' ? 'refuse' : move

interface MoveDialogProps {
  readonly doctor: Doctor | undefined
  readonly move: Move | undefined
  readonly onClose: () => void
}

export function MoveDialog({ doctor, move, onClose }: MoveDialogProps) {
  const { t } = useText()
  const isOpen = doctor !== undefined && move !== undefined
  return (
    <Dialog
      title={isOpen ? t(`staff.doctors.move.title.${wordOf(move, doctor)}`, { name: doctor.name }) : ''}
      isOpen={isOpen}
      onClose={onClose}
    >
      {isOpen && <Evidence doctor={doctor} />}
      {isOpen && move === 'verify' && <Verify doctor={doctor} onDone={onClose} />}
      {isOpen && move !== 'verify' && <WithReason doctor={doctor} move={move} onDone={onClose} />}
    </Dialog>
  )
}

/** What the official compares with the register of the council. */
function Evidence({ doctor }: { doctor: Doctor }) {
  const { t } = useText()
  const councilName = useCouncilName()
  const rows = [
    [t('staff.doctors.council'), councilName(doctor.council)],
    [t('staff.doctors.registrationNo'), doctor.registrationNo],
    [t('staff.doctors.name'), doctor.name],
    [t('staff.doctors.qualifications'), doctor.qualifications.join(', ')],
    [t('staff.doctors.gender'), t(`staff.centre.gender.${doctor.gender}`)],
  ]
  return (
    <dl className="doctor-facts doctor-evidence">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface MoveProps {
  readonly doctor: Doctor
  readonly onDone: () => void
}

function Verify({ doctor: { doctorId, name }, onDone }: MoveProps) {
  const { t } = useText()
  const send = useSend('POST /v1/doctors/{doctorId}/verification')
  const verify = async (seen: 'register' | 'certificate'): Promise<void> => {
    if (send.isPending) return
    await send.mutateAsync({ path: { doctorId }, body: { seen } })
    say({ text: t('staff.doctors.said.verified', { name }), detail: t(`staff.doctors.seen.${seen}`) })
    onDone()
  }
  return (
    <>
      <p>{t('staff.doctors.move.verifyText')}</p>
      {send.error && <Failure error={send.error} takesFocus />}
      <div className="list-actions">
        {(['register', 'certificate'] as const).map((seen) => (
          <Button
            key={seen}
            kind={seen === 'register' ? 'main' : 'quiet'}
            onClick={() => void verify(seen).catch(() => undefined)}
          >
            {t(`staff.doctors.move.seen.${seen}`)}
          </Button>
        ))}
      </div>
    </>
  )
}

const USUAL = {
  suspend: ['council', 'complaint', 'facts'],
  end: ['retired', 'died', 'twice'],
  refuse: ['notFound', 'otherName', 'twice'],
} as const

function WithReason({ doctor, move, onDone }: MoveProps & { readonly move: 'suspend' | 'end' }) {
  const { t } = useText()
  const { doctorId, name } = doctor
  const send = {
    suspend: useSend('POST /v1/doctors/{doctorId}/suspension'),
    end: useSend('POST /v1/doctors/{doctorId}/cancellation'),
  }
  const word = wordOf(move, doctor) as keyof typeof USUAL
  const reason = reasonField(postDoctorsCancellation, 'reason', {
    label: t('staff.doctors.move.why'),
    hint: t('staff.doctors.move.whyHint'),
    wrong: 'staff.centre.stock.whyMissing',
    usual: USUAL[word].map((each) => t(`staff.doctors.move.usual.${each}`)),
  })
  return (
    <Form
      fields={[reason]}
      needsPress
      onSubmit={async (body) => {
        await send[move].mutateAsync({ path: { doctorId }, body })
        say({ text: t(`staff.doctors.said.moved.${word}`, { name }) })
        onDone()
      }}
    >
      <p>{t(`staff.doctors.move.text.${word}`)}</p>
      {reason.input}
      <Button kind="danger">{t(`staff.doctors.move.${word}`)}</Button>
    </Form>
  )
}

/** Which move is asked for, and of which doctor. */
export function useMove() {
  const [asked, ask] = useState<{ readonly doctor: Doctor; readonly move: Move }>()
  return { doctor: asked?.doctor, move: asked?.move, ask, close: () => ask(undefined) }
}
