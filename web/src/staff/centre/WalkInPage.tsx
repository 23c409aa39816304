// A walk-in in under a minute: who it is, a warning when they may be known already, a seat of today, the token.
import './centre.css'
import { useEffect, useState } from 'react'
import type { Answer, Request } from '../../api/client.ts'
import { isProblem } from '../../api/problem.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { windowsAhead } from '../../citizen/booking/offer.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, PhoneField, PinField, Radios, readPhone, readPin, Select } from '../../ui/Field.tsx'
import { type FieldError, Form, type Values } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { BirthField, readBirth } from '../patients/BirthField.tsx'
import { StaffPage } from '../StaffPage.tsx'
import { BookingDialog, type Opening } from './BookingDialog.tsx'
import { type Candidate, Candidates } from './Candidates.tsx'
import { useSessions } from './lists.ts'
import type { Session } from './sessions.ts'

type Person = Request<'POST /v1/patients/registrations'>['body']
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
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const day = today()
  const sessions = useSessions(facilityId, day, day)
  const facility = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } })
  const error = sessions.error ?? facility.error
  if (error) return <Failure error={error} onRetry={() => void Promise.all([sessions.refetch(), facility.refetch()])} />
  if (!sessions.data || !facility.data) return <Loading />
  const free = sessions.data.filter((session) => session.available > 0 && windowsAhead(session, Date.now()).length > 0)
  if (free.length === 0) return <Notice title={t('staff.centre.walkIn.noSeat')} />
  return <WalkInForm sessions={free} pin={facility.data.pin} onSeated={onSeated} />
}

interface WalkInFormProps {
  readonly sessions: readonly Session[]
  readonly pin: string
  readonly onSeated: (seat: Seat) => void
}

/** Who was registered by an earlier press of the button, when only the seat was refused. */
interface Registered {
  readonly text: string
  readonly patientId: string
}

/** The patient of the form: who was chosen among those known, who was registered before, or somebody new. */
function usePatient() {
  const register = useSend('POST /v1/patients/registrations')
  const [registered, setRegistered] = useState<Registered>()
  const [doubt, setDoubt] = useState<{ person: Person; candidates: readonly Candidate[] }>()
  const [chosen, setChosen] = useState<string>()
  /** Undefined while somebody must say whether it is one of those known. */
  const find = async (person: Person): Promise<string | undefined> => {
    const text = JSON.stringify(person)
    if (registered?.text === text) return registered.patientId
    const isSame = doubt !== undefined && JSON.stringify(doubt.person) === text
    if (isSame && chosen !== undefined && chosen !== 'new') return chosen
    try {
      const body = isSame && chosen === 'new' ? { ...person, confirmedNew: true } : person
      const { patientId } = await register.mutateAsync({ body })
      setRegistered({ text, patientId })
      return patientId
    } catch (error) {
      if (!isProblem(error, 'patient-may-exist')) throw error
      setDoubt({ person, candidates: error.members.candidates as readonly Candidate[] })
      setChosen(undefined)
      return undefined
    }
  }
  return { find, doubt, chosen, choose: setChosen }
}

function useCheck(isUndecided: boolean): (values: Values) => FieldError[] {
  const { t } = useText()
  return (values) => {
    const found: FieldError[] = []
    if (values('name') === '') found.push({ field: 'name', text: t('errors.name') })
    if (!readBirth(values)) found.push({ field: 'birth-day', text: t('staff.patient.birthWrong') })
    if (values('gender') === '') found.push({ field: 'gender', text: t('errors.gender') })
    if (!readPin(values('pin'))) found.push({ field: 'pin', text: t('errors.pin') })
    if (values('phone') !== '' && !readPhone(values('phone'))) found.push({ field: 'phone', text: t('errors.phone') })
    if (isUndecided) found.push({ field: 'candidate', text: t('staff.centre.walkIn.chooseOne') })
    return found
  }
}

function readPerson(values: Values): Person {
  const phone = readPhone(values('phone'))
  return {
    name: values('name'),
    ...(readBirth(values) as object),
    gender: values('gender') as Person['gender'],
    pin: readPin(values('pin')) as string,
    ...(phone !== undefined && { phone }),
  }
}

function WalkInForm({ sessions, pin, onSeated }: WalkInFormProps) {
  const { t, format } = useText()
  const walkIn = useSend('POST /v1/vaccination/sessions/{sessionId}/walk-ins', {
    changes: ['GET /v1/vaccination/sessions', 'GET /v1/vaccination/bookings'],
  })
  const { find, doubt, chosen, choose } = usePatient()
  const check = useCheck(doubt !== undefined && chosen === undefined)
  // Somebody waits: typing begins at once.
  useEffect(() => document.getElementById('name')?.focus(), [])

  const submit = async (values: Values): Promise<void> => {
    const patientId = await find(readPerson(values))
    if (patientId === undefined) return
    const [sessionId, window] = values('session').split(' ') as [string, string]
    onSeated(await walkIn.mutateAsync({ path: { sessionId }, body: { patientId, window } }))
  }

  return (
    <Form
      check={check}
      fieldOf={{ birthDate: 'birth-day', birthYear: 'birth-day', window: 'session', patientId: 'name' }}
      onSubmit={submit}
    >
      <div className="walk-in">
        <Field name="name" label={t('staff.patient.name')} size="medium" autoComplete="off" />
        <BirthField />
        <Radios
          name="gender"
          label={t('staff.centre.walkIn.gender')}
          options={(['female', 'male', 'other'] as const).map((value) => ({
            value,
            text: t(`staff.centre.gender.${value}`),
          }))}
        />
        <PinField defaultValue={pin} hint={t('staff.centre.walkIn.pinHint')} />
        <PhoneField hint={t('staff.centre.walkIn.phoneHint')} />
        <Select
          name="session"
          label={t('staff.centre.walkIn.session')}
          options={sessions.map((session) => {
            const window = windowsAhead(session, Date.now())[0] as string
            const { vaccine, dose, available, sessionId } = session
            const what = t('staff.centre.vaccineAndDose', { vaccine, dose })
            const seats = t('staff.centre.walkIn.free', { count: available })
            return { value: `${sessionId} ${window}`, text: `${what} · ${format.window(window)} · ${seats}` }
          })}
        />
      </div>
      {doubt && <Candidates candidates={doubt.candidates} person={doubt.person} chosen={chosen} onChoose={choose} />}
      <Button>{t('staff.centre.walkIn.seat')}</Button>
    </Form>
  )
}

/** The token to be told, and the next steps. */
function Seated({ seat, onNext }: { seat: Seat; onNext: () => void }) {
  const { t, format } = useText()
  const [opening, setOpening] = useState<Opening>()
  const { vaccine, dose, window } = seat
  return (
    <>
      <Notice kind="good" title={t('staff.centre.walkIn.seated')} takesFocus>
        <p className="walk-in-token">
          {t('staff.centre.token')} <strong>{seat.token}</strong>
        </p>
        <p>
          {[t('staff.centre.vaccineAndDose', { vaccine, dose }), format.window(window), seat.reference].join(' · ')}
        </p>
      </Notice>
      <div className="day-moves">
        <Button onClick={() => setOpening({ booking: seat, intent: 'vaccinate' })}>
          {t('staff.centre.action.vaccinate')}
        </Button>
        <Button kind="quiet" onClick={onNext}>
          {t('staff.centre.walkIn.next')}
        </Button>
      </div>
      <BookingDialog opening={opening} onClose={() => setOpening(undefined)} />
    </>
  )
}
