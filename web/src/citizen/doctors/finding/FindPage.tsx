// Find a doctor: where, which speciality, then the doctors with their next free times. One question after the other.
import { Link } from 'wouter'
import { href, useFilters } from '../../../address.ts'
import { getPinsByPin } from '../../../api/limits/get-pins-by-pin.ts'
import { isProblem } from '../../../api/problem.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { stateName } from '../../../i18n/state-names.ts'
import { useSession } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { pin as pinField } from '../../../ui/fields.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { ANY, findReaders, SPECIALITIES } from '../addresses.ts'
import { FoundDoctors } from './FoundDoctors.tsx'
import '../doctors.css'

export default function FindPage() {
  const { filters } = useFilters(findReaders)
  const own = useOwnPin(filters.pin === undefined)
  const pin = filters.pin ?? own.pin
  if (pin === undefined) return own.isAsking ? <Waiting /> : <WherePage />
  return filters.speciality === undefined ? <SpecialityPage pin={pin} /> : <ResultsPage key={pin} pin={pin} />
}

/** The PIN code of somebody who is signed in, so that nobody types it twice. */
function useOwnPin(isWanted: boolean) {
  const session = useSession()
  const hasFamily = session.status === 'signed-in' && session.account.powers.includes('family.manage')
  const enabled = isWanted && hasFamily
  const { data, isLoading } = useAnswer('GET /v1/patients', {}, { enabled })
  const holder = data?.items.find(({ isAccountHolder }) => isAccountHolder) ?? data?.items[0]
  return { pin: enabled ? holder?.pin : undefined, isAsking: enabled && isLoading }
}

function Waiting() {
  const { t } = useText()
  return (
    <Page title={t('doctors.find.title')} back="/">
      <Loading />
    </Page>
  )
}

function WherePage() {
  const { t } = useText()
  const { change, filters } = useFilters(findReaders)
  const where = pinField(getPinsByPin, 'pin', { value: filters.pin })
  return (
    <Page title={t('doctors.find.title')} back="/">
      <p>{t('doctors.find.what')}</p>
      <Form fields={[where]} onSubmit={(place) => change(place)}>
        {where.input}
        <Button>
          <Icon name="search" sizePx={20} />
          {t('doctors.find.where')}
        </Button>
      </Form>
    </Page>
  )
}

function SpecialityPage({ pin }: { pin: string }) {
  const { t, language } = useText()
  const all = SPECIALITIES.map((value) => ({ value, text: t(`doctors.speciality.${value}`) }))
  const to = (speciality: string): string => href('/doctors', { pin, speciality })
  return (
    <Page title={t('doctors.find.speciality')} caption={t('doctors.find.near', { pin })} back="/" isWide>
      <ul className="plain doctor-specialities">
        <li>
          <Link href={to(ANY)}>
            {t('doctors.find.any')} <Icon name="chevron-right" sizePx={20} />
          </Link>
        </li>
        {all
          .toSorted((one, other) => one.text.localeCompare(other.text, language.code))
          .map(({ value, text }) => (
            <li key={value}>
              <Link href={to(value)}>
                {text} <Icon name="chevron-right" sizePx={20} />
              </Link>
            </li>
          ))}
      </ul>
      <OtherPlace pin={pin} />
    </Page>
  )
}

/** Another PIN code, also when this one is the person's own. */
function OtherPlace({ pin }: { pin: string }) {
  const { t } = useText()
  const { change } = useFilters(findReaders)
  const where = pinField(getPinsByPin, 'pin', { value: pin })
  return (
    <details className="doctor-place">
      <summary>{t('doctors.find.otherPlace')}</summary>
      <Form fields={[where]} onSubmit={(place) => change(place)}>
        {where.input}
        <Button kind="quiet">{t('doctors.find.show')}</Button>
      </Form>
    </details>
  )
}

const UNCHANGING = { freshMs: Number.POSITIVE_INFINITY }

function ResultsPage({ pin }: { pin: string }) {
  const { t, language } = useText()
  const { filters } = useFilters(findReaders)
  const place = useAnswer('GET /v1/pins/{pin}', { path: { pin } }, UNCHANGING)
  const { speciality } = filters
  const what = speciality === undefined || speciality === ANY ? undefined : t(`doctors.speciality.${speciality}`)
  const title = what === undefined ? t('doctors.find.results') : t('doctors.find.resultsOf', { what })
  const district = place.data && `${place.data.district.name}, ${stateName(place.data.state.name, language)}`
  const isUnknown = isProblem(place.error, 'not-found')
  return (
    <Page title={title} caption={district ?? ' '} back={href('/doctors', { pin })} isWide isCompact>
      {isUnknown ? <Notice kind="warning" title={t('doctors.find.pinUnknown')} /> : <FoundDoctors pin={pin} />}
      <OtherPlace pin={pin} />
    </Page>
  )
}
