// All free times of one doctor: a week as a strip, then the times of the chosen day. It says which days are full.
import { Link, useParams } from 'wouter'
import { href, useFilters } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { ANY, bookHref, timesHref, timesReaders } from '../addresses.ts'
import { type FoundDoctor, useDoctorWords } from '../words.ts'
import { useWeek, WeekOfTimes } from './WeekOfTimes.tsx'
import '../doctors.css'

export default function TimesPage() {
  const { t } = useText()
  const { nameOf } = useDoctorWords()
  const { doctorId } = useParams<{ doctorId: string }>()
  const { filters } = useFilters(timesReaders)
  const { data, error, refetch } = useWeek(doctorId)
  const doctor = data?.doctors.find(({ facilityId }) => facilityId === filters.facility) ?? data?.doctors[0]
  const search = href('/doctors', { pin: doctor?.pin, speciality: doctor?.specialities[0] ?? ANY })
  return (
    <Page
      title={t('doctors.times.title')}
      {...(doctor && { heading: nameOf(doctor.name) })}
      back={search}
      isWide
      isCompact
    >
      {!data ? (
        error ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading />
        )
      ) : doctor ? (
        <>
          <About doctor={doctor} />
          <OtherHospitals doctors={data.doctors} chosen={doctor} />
          <WeekOfTimes
            doctor={doctor}
            answer={data}
            hrefOf={(slot) => bookHref(doctor.doctorId, doctor.facilityId, slot)}
          />
        </>
      ) : (
        <Notice title={t('doctors.times.closed')}>
          <p>{t('doctors.times.closedText')}</p>
          <Link href="/doctors">{t('doctors.times.toSearch')}</Link>
        </Notice>
      )}
    </Page>
  )
}

function About({ doctor }: { doctor: FoundDoctor }) {
  const { t } = useText()
  const { specialitiesOf, languagesOf, feeOf } = useDoctorWords()
  const { facilityId, specialities, languages, facilityName, address, pin, feePaise, revisitFeePaise, revisitDays } =
    doctor
  return (
    <div className="doctor-about">
      <p>
        {specialitiesOf(specialities)} <span className="soft">· {languagesOf(languages)}</span>
      </p>
      <p>
        <strong>{facilityName}</strong>, {[address, pin].filter(Boolean).join(', ')}
      </p>
      <p>
        {t('doctors.fee', { price: feeOf(feePaise) })}
        {revisitDays > 0 && revisitFeePaise !== feePaise && (
          <span className="soft"> {t('doctors.revisit', { price: feeOf(revisitFeePaise), count: revisitDays })}</span>
        )}
      </p>
      <p>
        <Link href={`/doctors/prices/${facilityId}`}>{t('prices.link')}</Link>
      </p>
    </div>
  )
}

/** A doctor may see patients at several hospitals. */
function OtherHospitals({ doctors, chosen }: { doctors: readonly FoundDoctor[]; chosen: FoundDoctor }) {
  const { t } = useText()
  const others = doctors.filter(({ facilityId }) => facilityId !== chosen.facilityId)
  if (others.length === 0) return null
  return (
    <nav className="doctor-hospitals" aria-label={t('doctors.times.elsewhere')}>
      <span>{t('doctors.times.elsewhere')}</span>
      {others.map(({ doctorId, facilityId, facilityName }) => (
        <Link key={facilityId} href={timesHref(doctorId, facilityId)}>
          {facilityName}
        </Link>
      ))}
    </nav>
  )
}
