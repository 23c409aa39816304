// A walk-in in under a minute: the person, a warning if they may be registered already, a seat today, the token.
import '../centre.css'
import { Fragment, useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import { postVaccinationSessionsWalkIns } from '../../../api/limits/post-vaccination-sessions-walk-ins.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount, useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Radios } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import type { FormField } from '../../../ui/fields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { windowsAhead } from '../../../windows.ts'
import { splitProof, useProof } from '../../patients/proof.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { useSessions } from '../sessions/session-list.ts'
import type { Session } from '../sessions/sessions.ts'
import { type Person, usePatient, usePersonFields } from '../who.tsx'
import { BookingDialog, type Opening } from './BookingDialog.tsx'
import { Candidates } from './Candidates.tsx'

type Seat = Answer<'POST /v1/vaccination/sessions/{sessionId}/walk-ins'>

export default function WalkInPage() {
  const { t } = useText()
  const [seat, setSeat] = useState<Seat>()
  const [nth, setNth] = useState(0)
  return (
    <StaffPage title={t('staff.centre.walkIn.title')}>
      {seat ? (
        <Seated
          seat={seat}
          onNext={() => {
            setSeat(undefined)
            setNth(nth + 1)
          }}
        />
      ) : (
        <WalkIn key={nth} onSeated={setSeat} />
      )}
    </StaffPage>
  )
}

function WalkIn({ onSeated }: { onSeated: (seat: Seat) => void }) {
  const { facilityId = '' } = useAccount()
  const day = today()
  const sessions = useSessions(facilityId, day, day)
  const facility = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } })
  const free = sessions.data?.filter((session) => session.available > 0 && windowOf(session) !== undefined)
  const pinCode = facility.data?.pin
  // Keep the form open: what was typed must survive when the last seat is taken or the connection breaks.
  const [isOpen, setOpen] = useState(false)
  if (!isOpen && free && free.length > 0 && pinCode !== undefined) setOpen(true)
  if (isOpen) return <WalkInForm sessions={free} pinCode={pinCode} onSeated={onSeated} />
  if (free?.length === 0) return <NoSeat />
  const error = sessions.error ?? facility.error
  if (!error) return <Loading />
  return <Failure error={error} onRetry={() => void Promise.all([sessions.refetch(), facility.refetch()])} />
}

/** The window that a person who comes now is put into. */
const windowOf = (session: Session): string | undefined => windowsAhead(session, Date.now())[0]

/** A person who may make a session gets a link to it. The others read whom to ask. */
function NoSeat() {
  const { t } = useText()
  const mayManage = useMay('session.manage')
  return (
    <Notice title={t('staff.centre.walkIn.noSeat')}>
      {mayManage ? (
        <Link href="/staff/sessions">{t('staff.centre.walkIn.noSeatMake')}</Link>
      ) : (
        <p>{t('staff.centre.walkIn.noSeatAsk')}</p>
      )}
    </Notice>
  )
}

interface WalkInFormProps {
  /** Undefined while the sessions of a new day are read. */
  readonly sessions: readonly Session[] | undefined
  /** The PIN code of the centre, because most people live near. */
  readonly pinCode: string | undefined
  readonly onSeated: (seat: Seat) => void
}

function WalkInForm({ sessions, pinCode, onSeated }: WalkInFormProps) {
  const { t } = useText()
  const walkIn = useSend('POST /v1/vaccination/sessions/{sessionId}/walk-ins')
  const { find, doubt, chosen, choose } = usePatient()
  const [sessionId, chooseSession] = useState(sessions?.[0]?.sessionId)
  const session = sessions?.find((one) => one.sessionId === sessionId)
  const seatNow = () => session && windowOf(session)
  const proven = useProof({ mayRegister: true })
  const fields = usePersonFields(pinCode)
  const where: FormField = {
    input: <SessionChoice sessions={sessions} value={session?.sessionId} onChange={chooseSession} />,
    ...{ focus: 'session', means: ['window', 'sessionId'] },
    limits: postVaccinationSessionsWalkIns.window,
    read: () => (seatNow() === undefined ? { refused: t('staff.centre.walkIn.sessionGone') } : { part: {} }),
  }
  const isUndecided = doubt !== undefined && chosen === undefined
  const isKnown = chosen !== undefined && chosen !== 'new'
  // The person is waiting, so the first answer can be given at once.
  useEffect(() => document.getElementById('kind')?.focus(), [])

  const submit = async (entered: Person & Parameters<typeof splitProof>[0]): Promise<void> => {
    const { proof, rest: person } = splitProof(entered)
    const path = { sessionId: session?.sessionId as string }
    const window = seatNow() as string
    const patientId = await find(person)
    if (patientId === undefined || !(await proven.isReady(patientId))) return
    onSeated(await walkIn.mutateAsync({ path, body: { patientId, window, proof } }))
  }

  return (
    <Form
      fields={[...proven.fields, ...fields, where]}
      check={() => [
        ...(isUndecided ? [{ field: 'candidate', text: t('staff.centre.walkIn.chooseOne') }] : []),
        ...(isKnown && proven.kind === 'registration' ? [{ field: 'kind', text: t('staff.proof.knownAlready') }] : []),
      ]}
      onSubmit={submit}
    >
      {proven.input}
      <div className="walk-in">
        {fields.map(({ focus, input }) => (
          <Fragment key={focus}>{input}</Fragment>
        ))}
      </div>
      {where.input}
      {doubt && <Candidates candidates={doubt.candidates} person={doubt.person} chosen={chosen} onChoose={choose} />}
      {proven.codeInput}
      <Button>{t('staff.centre.walkIn.seat')}</Button>
    </Form>
  )
}

interface SessionChoiceProps {
  readonly sessions: readonly Session[] | undefined
  readonly value: string | undefined
  readonly onChange: (sessionId: string) => void
}

/** When the chosen session is full or over, choose none: another session may have another vaccine. */
function SessionChoice({ sessions, value, onChange }: SessionChoiceProps) {
  const { t, format } = useText()
  return (
    <div className="walk-in-sessions">
      <Radios
        name="session"
        label={t('staff.centre.walkIn.session')}
        value={value}
        onChange={onChange}
        options={(sessions ?? []).map((session) => {
          const { course, vaccine, dose, available, sessionId } = session
          const window = windowOf(session)
          const seats = t('staff.centre.walkIn.free', { count: available })
          return {
            value: sessionId,
            text: t('staff.centre.vaccineAndDose', { course, vaccine, dose }),
            hint: [seats, ...(window === undefined ? [] : [format.window(window)])].join(' · '),
          }
        })}
      />
      {sessions === undefined && <Loading />}
      {sessions?.length === 0 && <NoSeat />}
    </div>
  )
}

/** The token to tell the person, and the next steps. */
function Seated({ seat, onNext }: { seat: Seat; onNext: () => void }) {
  const { t, format } = useText()
  const [opening, setOpening] = useState<Opening>()
  const { window } = seat
  return (
    <>
      <Notice kind="good" title={t('staff.centre.walkIn.seated')} takesFocus>
        <p className="walk-in-token">
          {t('staff.centre.token')} <strong>{seat.token}</strong>
        </p>
        <p>{[t('staff.centre.vaccineAndDose', seat), format.window(window), seat.reference].join(' · ')}</p>
      </Notice>
      <div className="day-moves">
        <Button onClick={() => setOpening({ booking: seat, intent: 'vaccinate' })}>
          {t('staff.centre.action.vaccinate')}
        </Button>
        <Button kind="quiet" onClick={onNext}>
          {t('staff.centre.walkIn.next')}
        </Button>
        <Link href="/staff/today">{t('staff.centre.walkIn.toToday')}</Link>
      </div>
      <BookingDialog opening={opening} onOpen={setOpening} onClose={() => setOpening(undefined)} />
    </>
  )
}
