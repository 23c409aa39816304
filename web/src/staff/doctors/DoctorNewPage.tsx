// Registers a doctor. When the registration belongs to somebody already, the page takes on that doctor instead.
import './doctors.css'
import { Fragment, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { isProblem } from '../../api/problem.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import type { FormField } from '../../ui/fields.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Loading } from '../../ui/outcomes.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import {
  accountField,
  useCheckedFields,
  useDoctorAccounts,
  usePatientFields,
  useRegistrationFields,
} from './DoctorForm.tsx'
import { PracticeForm } from './PracticeForm.tsx'
import { useCouncilName } from './words.tsx'

interface Taken {
  readonly doctorId: string
  readonly council: string
  readonly registrationNo: string
}

export default function DoctorNewPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const accounts = useDoctorAccounts(facilityId)
  const [taken, setTaken] = useState<Taken>()
  return (
    <StaffPage title={t('staff.doctors.addTitle')} back="/staff/doctors">
      {taken && <TakenNotice key={taken.doctorId} taken={taken} facilityId={facilityId} />}
      {accounts ? <Register facilityId={facilityId} accounts={accounts} onTaken={setTaken} /> : <Loading />}
    </StaffPage>
  )
}

interface RegisterProps {
  readonly facilityId: string
  readonly accounts: Parameters<typeof accountField>[1]
  readonly onTaken: (taken: Taken | undefined) => void
}

function Register({ facilityId, accounts, onTaken }: RegisterProps) {
  const words = useText()
  const { t } = words
  const [, go] = useLocation()
  const send = useSend('POST /v1/doctors')
  const registration = useRegistrationFields()
  const checked = useCheckedFields()
  const shown = usePatientFields()
  const account = accountField(words, accounts)
  return (
    <div className="page doctor-form">
      <Form
        fields={[...registration, ...checked, ...shown, account]}
        onSubmit={async (stated) => {
          onTaken(undefined)
          try {
            const { doctorId, name } = await send.mutateAsync({ body: { facilityId, ...stated } })
            say({ text: t('staff.doctors.said.registered', { name }), detail: t('staff.doctors.said.waits') })
            go(`/staff/doctors/${doctorId}`)
          } catch (error) {
            if (!isProblem(error, 'registration-taken')) throw error
            const { council, registrationNo } = stated
            onTaken({ doctorId: String(error.members.doctorId), council, registrationNo })
          }
        }}
      >
        <div className="doctor-pair">{registration.map(drawn)}</div>
        <div className="doctor-pair">{checked.slice(0, 2).map(drawn)}</div>
        <div className="doctor-choices">{[...checked.slice(2), ...shown].map(drawn)}</div>
        {account.input}
        <Button>{t('staff.doctors.register')}</Button>
      </Form>
    </div>
  )
}

const drawn = ({ focus, input }: FormField) => <Fragment key={focus}>{input}</Fragment>

/** Says whose the registration is, as far as this user may know it, and offers the way on. */
function TakenNotice({ taken, facilityId }: { taken: Taken; facilityId: string }) {
  const { t } = useText()
  const [, go] = useLocation()
  const councilName = useCouncilName()
  const [isAsking, setAsking] = useState(false)
  const { doctorId, council, registrationNo } = taken
  const path = { doctorId }
  // Only for a doctor of this hospital the server answers here; only for a verified doctor it answers there.
  const own = useAnswer('GET /v1/doctors/{doctorId}/registration', { path })
  const open = useAnswer('GET /v1/doctors/{doctorId}', { path }, { enabled: own.isError })
  if (own.isPending || (own.isError && open.isPending)) return <Loading />
  const name = own.data?.name ?? open.data?.name
  return (
    <Notice
      kind="warning"
      takesFocus
      title={t('staff.doctors.taken.title', { council: councilName(council), number: registrationNo })}
    >
      {own.data ? (
        <p>
          {t('staff.doctors.taken.here')} <Link href={`/staff/doctors/${doctorId}`}>{own.data.name}</Link>
        </p>
      ) : (
        <>
          <p>
            {name === undefined ? t('staff.doctors.taken.somebody') : t('staff.doctors.taken.elsewhere', { name })}{' '}
            {t('staff.doctors.taken.next')}
          </p>
          <Button onClick={() => setAsking(true)}>{t('staff.doctors.practice.take')}</Button>
        </>
      )}
      <Dialog title={t('staff.doctors.practice.take')} isOpen={isAsking} onClose={() => setAsking(false)}>
        <PracticeForm
          doctor={{ doctorId, ...(name !== undefined && { name }) }}
          facilityId={facilityId}
          onDone={() => go(`/staff/doctors/${doctorId}`)}
        />
      </Dialog>
    </Notice>
  )
}
