// The home page of staff: the day, and what waits for them.
import './home/home.css'
import { Button, Group } from '@mantine/core'
import { lazy, Suspense, useEffect } from 'react'
import { OpenOffers } from '../../citizen/identity/offers/OpenOffers.tsx'
import { INDIA_AHEAD_MS, today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { noteDone, readDone } from '../../session/done.ts'
import { useAccount, useMay, useWorkplace } from '../../session/session.ts'
import { Notice } from '../../ui/Notice.tsx'
import { CentreDay, CentreWeek } from './home/CentreDay.tsx'
import { DoctorDay } from './home/DoctorDay.tsx'
import { OfficialDay, OfficialWeek } from './home/OfficialDay.tsx'
import { TrailState } from './home/TrailState.tsx'
import { Waits } from './home/Waits.tsx'
import { say } from './Said.tsx'
import { StaffPage } from './StaffPage.tsx'
import { usePlaceName, useSwitch } from './WorkplaceChoice.tsx'

// Only who works at a hospital with doctors, or for a chain, loads these.
const HospitalDay = lazy(async () => ({ default: (await import('./home/HospitalDay.tsx')).HospitalDay }))
const StockDay = lazy(async () => ({ default: (await import('./home/StockDay.tsx')).StockDay }))
const LaboratoryDay = lazy(async () => ({ default: (await import('./home/LaboratoryDay.tsx')).LaboratoryDay }))
const Results = lazy(async () => ({ default: (await import('./home/Results.tsx')).Results }))
const MoneyDay = lazy(async () => ({ default: (await import('./home/MoneyDay.tsx')).MoneyDay }))
const MoneyOfChain = lazy(async () => ({ default: (await import('./home/MoneyOfChain.tsx')).MoneyOfChain }))
const ChainDay = lazy(async () => ({ default: (await import('./home/ChainDay.tsx')).ChainDay }))
const [NOON, EVENING] = [12, 17]

export default function StaffStartPage() {
  const { t, format } = useText()
  const { name, facilityId } = useAccount()
  const workplace = useWorkplace()
  const seesSessions = useMay('session.read')
  const seesFigures = useMay('figures.read')
  const hasHours = useMay('schedule.own')
  const [oversees, keepsQueues] = [useMay('appointment.oversee'), useMay('queue.keep')]
  const comparesHospitals = useMay('attendance.compare')
  const watchesTrail = useMay('trail.watch')
  const keepsStores = useMay('store.read') && workplace?.districtCell === undefined
  const isAtFacility = workplace?.kind === 'facility' && facilityId !== undefined
  // People come here from the page on which they accepted a role.
  useEffect(() => {
    const text = readDone()
    if (text !== undefined) say({ text })
    noteDone()
  }, [])
  return (
    <StaffPage title={t('staff.start.menu')} heading={t(`staff.start.greeting.${partOfDay()}`, { name })}>
      <p className="staff-day">{format.fullDay(today())}</p>
      {/* The bell and the list below also tell of offers, but only at a workplace. */}
      {!workplace && <OpenOffers />}
      {!workplace && <Workplaces />}
      {workplace && (
        <div className="panels">
          {seesFigures && <OfficialDay />}
          <Suspense>
            {comparesHospitals && <ChainDay />}
            {isAtFacility && oversees && keepsQueues && <HospitalDay facilityId={facilityId} />}
            {keepsStores && <StockDay />}
            <Tests />
            <Money />
          </Suspense>
          {isAtFacility && seesSessions && <CentreDay facilityId={facilityId} />}
          {hasHours && <DoctorDay />}
          <Waits />
          {watchesTrail && <TrailState />}
          {seesFigures && <OfficialWeek />}
          {isAtFacility && seesSessions && <CentreWeek facilityId={facilityId} />}
        </div>
      )}
    </StaffPage>
  )
}

/** What waits in the laboratory, and the results that wait for a doctor. */
function Tests() {
  const { facilityId } = useAccount()
  const isThere = useWorkplace()?.kind === 'facility' && facilityId !== undefined
  const [works, reads] = [useMay('laboratory.work'), useMay('result.read')]
  if (!isThere) return null
  return (
    <>
      {works && <LaboratoryDay lab={facilityId} />}
      {reads && <Results facilityId={facilityId} />}
    </>
  )
}

/** The money of the own hospital, or of the hospitals of a chain. */
function Money() {
  const { facilityId } = useAccount()
  const [sees, compares] = [useMay('money.refund'), useMay('day.compare')]
  return (
    <>
      {sees && facilityId !== undefined && <MoneyDay facilityId={facilityId} />}
      {compares && <MoneyOfChain />}
    </>
  )
}

function partOfDay(nowMs: number = Date.now()): 'morning' | 'afternoon' | 'evening' {
  const hour = new Date(nowMs + INDIA_AHEAD_MS).getUTCHours()
  return hour < NOON ? 'morning' : hour < EVENING ? 'afternoon' : 'evening'
}

/** A person with several workplaces who has chosen none yet must choose first. */
function Workplaces() {
  const { t } = useText()
  const { workplaces } = useAccount()
  const nameOf = usePlaceName()
  const { goTo, isGoing, hasFailed } = useSwitch()
  return (
    <section>
      <h2>{t('staff.start.where')}</h2>
      {hasFailed && <Notice kind="error" takesFocus title={t('staff.shell.workplaceFailed')} />}
      <Group>
        {workplaces.map((workplace) => (
          <Button
            key={workplace.workplaceId}
            variant="default"
            disabled={isGoing}
            onClick={() => goTo(workplace.workplaceId)}
          >
            {nameOf(workplace)}: {workplace.roles.map((role) => t(`roles.${role}`)).join(', ')}
          </Button>
        ))}
      </Group>
    </section>
  )
}
