// Search by state and district: first the states, then the districts of one state.
import { Link } from 'wouter'
import { href, reader, useFilters } from '../../../address.ts'
import { getStatesDistricts } from '../../../api/limits/get-states-districts.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { stateName } from '../../../i18n/state-names.ts'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import './places.css'

const readers = { state: reader(getStatesDistricts.code) }
const UNCHANGING = { freshMs: Number.POSITIVE_INFINITY }

export default function DistrictsPage() {
  const { filters } = useFilters(readers)
  return filters.state === undefined ? <States /> : <Districts key={filters.state} state={filters.state} />
}

function States() {
  const { t, language } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/states', {}, UNCHANGING)
  const places = data?.items.map(({ code, name }) => {
    return { address: href('/districts', { state: code }), name: stateName(name, language) }
  })
  return (
    <Page title={t('centres.districts.states')} back="/" isWide>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <Places places={places} />
    </Page>
  )
}

function Districts({ state }: { state: string }) {
  const { t, language } = useText()
  const states = useAnswer('GET /v1/states', {}, UNCHANGING)
  const { data, error, refetch } = useAnswer('GET /v1/states/{code}/districts', { path: { code: state } }, UNCHANGING)
  const name = states.data?.items.find(({ code }) => code === state)?.name
  return (
    <Page
      title={t('centres.districts.title')}
      {...(name !== undefined && { caption: stateName(name, language) })}
      back="/districts"
      isWide
    >
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <Places
        places={data?.items.map((district) => ({
          address: href('/centres', { district: district.cell }),
          name: district.name,
        }))}
      />
    </Page>
  )
}

function Places({ places = [] }: { places: readonly { address: string; name: string }[] | undefined }) {
  const { language } = useText()
  return (
    <ul className="places plain">
      {places
        .toSorted((a, b) => a.name.localeCompare(b.name, language.code))
        .map(({ address, name }) => (
          <li key={address}>
            <Link href={address}>{name}</Link>
          </li>
        ))}
    </ul>
  )
}
