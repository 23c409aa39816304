// Somebody who walks in: a known person by a slip or by letters and phone, or a new one; then the doctor, and the slip.
import '../vaccination/centre.css'
import './desk.css'
import { useEffect, useState } from 'react'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { Finder } from './Finder.tsx'
import type { Known } from './find-known.ts'
import { Printed } from './Printed.tsx'
import { KnownForm, NewForm } from './WalkInForms.tsx'

export default function WalkInPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const facility = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } })
  const [nth, setNth] = useState(0)
  const again = () => void facility.refetch()
  return (
    <StaffPage title={t('staff.desk.walkIn.title')} back="/staff/appointments">
      {facility.data ? (
        <Desk key={nth} pin={facility.data.pin} onNext={() => setNth(nth + 1)} />
      ) : facility.error ? (
        <Failure error={facility.error} onRetry={again} />
      ) : (
        <Loading />
      )}
    </StaffPage>
  )
}

interface DeskProps {
  /** The PIN code of the hospital, because most people live near. */
  readonly pin: string
  readonly onNext: () => void
}

function Desk({ pin, onNext }: DeskProps) {
  const mayRegister = useMay('patient.register')
  const [known, setKnown] = useState<Known>()
  const [tokenId, setTokenId] = useState<string>()
  if (tokenId !== undefined) return <Printed tokenId={tokenId} isNew onNext={onNext} />
  if (known) {
    return (
      <>
        <Chosen known={known} onOther={() => setKnown(undefined)} />
        <KnownForm known={known} onIssued={setTokenId} />
      </>
    )
  }
  return (
    <>
      <Finder onChoose={setKnown} />
      {mayRegister && <NewForm pin={pin} onIssued={setTokenId} />}
    </>
  )
}

function Chosen({ known: { name, birthYear, gender, pin }, onOther }: { known: Known; onOther: () => void }) {
  const { t } = useText()
  const about = [birthYear, gender && t(`staff.centre.gender.${gender}`), pin].filter(Boolean).join(', ')
  useEffect(() => document.getElementById('doctorId')?.focus(), [])
  return (
    <section className="desk-chosen" aria-label={t('staff.desk.walkIn.person')}>
      <p>
        <strong>{name}</strong> <span className="soft">{about}</span>
      </p>
      <Button kind="plain" onClick={onOther}>
        {t('staff.desk.walkIn.other')}
      </Button>
    </section>
  )
}
