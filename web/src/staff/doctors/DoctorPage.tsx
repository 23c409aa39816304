// A doctor: the facts and their verification, the hospitals, the week, leave and extra hours.
import './doctors.css'
import { useState } from 'react'
import { useParams } from 'wouter'
import { isProblem } from '../../api/problem.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay, useWorkplace } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { Absences } from './Absences.tsx'
import { accountField, useCheckedFields, useDoctorAccounts, usePatientFields } from './DoctorForm.tsx'
import { MoveButtons, MoveDialog, useMove } from './Moves.tsx'
import { Practices } from './Practices.tsx'
import { useSchedule } from './schedule.ts'
import { WeekAhead } from './WeekAhead.tsx'
import { WeekHours } from './WeekHours.tsx'
import { type Doctor, DoctorState, HospitalName, useCouncilName, useHospitalNames } from './words.tsx'

export default function DoctorPage() {
  const { t } = useText()
  const { doctorId = '' } = useParams<{ doctorId: string }>()
  const asked = useAnswer('GET /v1/doctors/{doctorId}/registration', { path: { doctorId } })
  const { data, error, refetch } = asked
  const seesHours = useMay('schedule.read')
  return (
    <StaffPage
      key={doctorId}
      title={t('staff.doctors.one')}
      heading={data?.name ?? t('staff.doctors.one')}
      back="/staff/doctors"
      actions={data && <Actions doctor={data} />}
    >
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <State doctor={data} />}
      {data && (seesHours ? <WithHours doctor={data} /> : <ForOfficials doctor={data} />)}
    </StaffPage>
  )
}

function Actions({ doctor }: { doctor: Doctor }) {
  const { t } = useText()
  const mayVerify = useMay('doctor.verify')
  const isAtFacility = useWorkplace()?.kind === 'facility'
  const mayCorrect = useMay('doctor.register') && isAtFacility && doctor.status !== 'ended'
  const [isAsking, setAsking] = useState(false)
  const { doctor: moved, move, ask, close } = useMove()
  return (
    <div className="list-actions no-print">
      {mayCorrect && (
        <Button kind="quiet" onClick={() => setAsking(true)}>
          {t('staff.doctors.correct')}
        </Button>
      )}
      {mayVerify && <MoveButtons doctor={doctor} onMove={(chosen) => ask({ doctor, move: chosen })} />}
      <MoveDialog doctor={moved} move={move} onClose={close} />
      <Dialog title={t('staff.doctors.correct')} isOpen={isAsking} onClose={() => setAsking(false)}>
        <Correct doctor={doctor} onDone={() => setAsking(false)} />
      </Dialog>
    </div>
  )
}

/** What the state means for patients. A verified doctor needs no words. */
function State({ doctor: { status, statusReason } }: { doctor: Doctor }) {
  const { t } = useText()
  if (status === 'verified') return null
  return (
    <Notice kind={status === 'suspended' ? 'error' : 'warning'} title={t(`staff.doctors.is.${status}`)}>
      {statusReason !== undefined && <p>{t('staff.doctors.because', { reason: statusReason })}</p>}
      {status === 'draft' && <p>{t('staff.doctors.draftNext')}</p>}
    </Notice>
  )
}

function WithHours({ doctor }: { doctor: Doctor }) {
  const { t } = useText()
  const { facilityId } = useAccount()
  const isAtFacility = useWorkplace()?.kind === 'facility'
  const mayManage = useMay('practice.manage') && isAtFacility
  const mayArrange = useMay('schedule.arrange') && isAtFacility
  const { data: schedule, error, refetch } = useSchedule(doctor.doctorId)
  const places = schedule?.practices.map((one) => one.facilityId) ?? []
  const nameOf = useHospitalNames(facilityId === undefined ? places : [...places, facilityId])
  if (!schedule) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  const isHere = schedule.practices.some((one) => one.facilityId === facilityId && one.status === 'active')
  const keptAt = mayArrange && isHere ? facilityId : undefined
  return (
    <>
      <div className="doctor-panels">
        <Facts doctor={doctor} />
        <Practices doctor={doctor} schedule={schedule} nameOf={nameOf} managedAt={mayManage ? facilityId : undefined} />
      </div>
      {schedule.practices.length > 0 && (
        <>
          <WeekAhead schedule={schedule} nameOf={nameOf} />
          <section className="doctor-part">
            <h2>{t('staff.doctors.week.title')}</h2>
            <WeekHours schedule={schedule} nameOf={nameOf} keptAt={keptAt} doctorName={doctor.name} />
          </section>
          <Absences
            schedule={schedule}
            nameOf={nameOf}
            doctorName={doctor.name}
            keeper={keptAt === undefined ? undefined : { at: 'one', facilityId: keptAt }}
          />
        </>
      )}
    </>
  )
}

/** Officials see the hospitals as patients do. */
function ForOfficials({ doctor }: { doctor: Doctor }) {
  const { t, format } = useText()
  const enabled = doctor.status === 'verified'
  const { data } = useAnswer('GET /v1/doctors/{doctorId}', { path: { doctorId: doctor.doctorId } }, { enabled })
  return (
    <div className="doctor-panels">
      <Facts doctor={doctor} />
      {data && (
        <section className="doctor-panel">
          <h2>{t('staff.doctors.practice.title')}</h2>
          {data.practices.length === 0 && <p className="soft doctor-none">{t('staff.doctors.practice.nonePublic')}</p>}
          {data.practices.map(({ facilityId, name, district, feePaise }) => (
            <div key={facilityId} className="doctor-practice">
              <h3>{name}</h3>
              <p className="soft">
                {district} · {feePaise === 0 ? t('staff.doctors.practice.free') : format.money(feePaise)}
              </p>
            </div>
          ))}
        </section>
      )}
    </div>
  )
}

function Facts({ doctor }: { doctor: Doctor }) {
  const { t, format } = useText()
  const councilName = useCouncilName()
  const { verifiedAt, verifiedSeeing } = doctor
  const rows = [
    { label: t('staff.doctors.state'), value: <DoctorState status={doctor.status} /> },
    ...(verifiedAt && verifiedSeeing
      ? [
          {
            label: t('staff.doctors.verified'),
            value: `${format.instant(verifiedAt)}. ${t(`staff.doctors.seen.${verifiedSeeing}`)}`,
          },
        ]
      : []),
    { label: t('staff.doctors.council'), value: councilName(doctor.council) },
    { label: t('staff.doctors.registrationNo'), value: doctor.registrationNo },
    { label: t('staff.doctors.qualifications'), value: doctor.qualifications.join(', ') },
    {
      label: t('staff.doctors.specialities'),
      value: doctor.specialities.map((each) => t(`staff.doctors.speciality.${each}`)).join(', '),
    },
    {
      label: t('staff.doctors.languages'),
      value: doctor.languages.map((each) => t(`staff.doctors.language.${each}`)).join(', '),
    },
    { label: t('staff.doctors.gender'), value: t(`staff.centre.gender.${doctor.gender}`) },
    { label: t('staff.doctors.registeredBy'), value: <HospitalName facilityId={doctor.facilityId} /> },
    {
      label: t('staff.doctors.account'),
      value: t(doctor.accountId === undefined ? 'staff.doctors.noAccount' : 'staff.doctors.hasAccount'),
    },
  ]
  return (
    <section className="doctor-panel">
      <h2>{t('staff.doctors.facts')}</h2>
      <dl className="doctor-facts">
        {rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Correct({ doctor, onDone }: { doctor: Doctor; onDone: () => void }) {
  const accounts = useDoctorAccounts(doctor.facilityId)
  return accounts ? <CorrectForm doctor={doctor} accounts={accounts} onDone={onDone} /> : <Loading />
}

interface CorrectProps {
  readonly doctor: Doctor
  readonly accounts: Parameters<typeof accountField>[1]
  readonly onDone: () => void
}

/** The facts that an official has compared do not change afterwards. */
function CorrectForm({ doctor, accounts, onDone }: CorrectProps) {
  const words = useText()
  const { t } = words
  const send = useSend('PATCH /v1/doctors/{doctorId}')
  const isDraft = doctor.status === 'draft'
  const checked = useCheckedFields(doctor)
  const shown = usePatientFields(doctor)
  const account = accountField(words, accounts, doctor.accountId)
  const fields = [...(isDraft ? checked : []), ...shown, account]
  return (
    <Form
      fields={fields}
      wordsOf={(error) =>
        isProblem(error, 'doctor-changed-meanwhile') ? t('staff.problems.doctor-changed-meanwhile.title') : undefined
      }
      onSubmit={async (stated) => {
        const { doctorId, version } = doctor
        // The server keeps what the request leaves out. Null takes the account away.
        const body = { accountId: null, ...stated }
        const saved = await send.mutateAsync({ path: { doctorId }, body, ifMatch: `"v${version}"` })
        say({ text: t('staff.doctors.said.corrected'), detail: saved.name })
        onDone()
      }}
    >
      {!isDraft && <p className="soft">{t('staff.doctors.fixed')}</p>}
      {fields.map(({ focus, input }) => (
        <div key={focus} className="doctor-choices">
          {input}
        </div>
      ))}
      <Button>{t('staff.doctors.save')}</Button>
    </Form>
  )
}
