// What the searches of the trail share: the ids and days to search for, the words for wrong ones, and names of places.
import { type ReactNode, useState } from 'react'
import { day, reader } from '../../address.ts'
import { getAuditReads } from '../../api/limits/get-audit-reads.ts'
import { fits } from '../../api/limits.ts'
import { useWhole } from '../../api/lists.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useWorkplace } from '../../session/session.ts'
import { Choice, Filters, SearchField } from '../lists/Filters.tsx'

const HOUR = { freshMs: 3_600_000 }
const IDS = ['patient', 'account', 'facility'] as const
type IdName = (typeof IDS)[number]

export const idReaders = {
  patient: reader(getAuditReads.patient),
  account: reader(getAuditReads.account),
  facility: reader(getAuditReads.facility),
  from: day,
  until: day,
}

export type Sought = { readonly [Name in IdName | 'from' | 'until']?: string | undefined }

/** Whether a search names somebody or some place. Before that there is no list. */
export const isSearch = ({ patient, account, facility }: Sought): boolean =>
  patient !== undefined || account !== undefined || facility !== undefined

interface SearchFormProps {
  readonly sought: Sought
  readonly onSearch: (sought: Sought) => void
  /** Further choices, which apply at once. */
  readonly children?: ReactNode
}

type Faults = { readonly [Name in keyof Sought]?: string }

/** What somebody entered, or the keys of the words for what is wrong. */
function readSought(values: (name: string) => string): { sought: Sought; faults: Faults } {
  const sought: Record<string, string> = {}
  const faults: Record<string, string> = {}
  for (const name of IDS) {
    const id = values(name).toLowerCase()
    if (fits(getAuditReads[name], id)) sought[name] = id
    else if (id !== '') faults[name] = 'staff.audit.idWrong'
  }
  for (const name of ['from', 'until']) if (values(name) !== '') sought[name] = values(name)
  if ((sought.from ?? '') > (sought.until ?? '9')) faults.until = 'staff.audit.daysWrong'
  return { sought, faults }
}

/** Staff of a chain choose one of its facilities. The others may also give a person or an account. */
export function SearchForm({ sought: shown, onSearch, children }: SearchFormProps) {
  const { t } = useText()
  const workplace = useWorkplace()
  const chainId = workplace?.kind === 'chain' ? workplace.chainId : undefined
  const [faults, setFaults] = useState<Faults>({})
  const search = (values: (name: string) => string): void => {
    const { sought, faults: found } = readSought((name) => values(name) || (chainId && shown[name as IdName]) || '')
    const isComplete = isSearch(sought) || Object.keys(found).length > 0
    const all = isComplete ? found : { patient: 'staff.audit.needsOne' }
    setFaults(all)
    const nothing = { patient: undefined, account: undefined, facility: undefined, from: undefined, until: undefined }
    if (Object.keys(all).length === 0) onSearch({ ...nothing, ...sought })
  }
  const wordsOf = (name: keyof Sought): string | undefined => faults[name] && t(faults[name])
  const names = chainId === undefined ? IDS : IDS.filter((name) => name !== 'facility')
  return (
    <>
      <p>{t(chainId === undefined ? 'staff.audit.how' : 'staff.audit.howInChain')}</p>
      <Filters onSearch={search}>
        {chainId !== undefined && (
          <OwnFacility chainId={chainId} value={shown.facility} onChoose={(facility) => onSearch({ facility })} />
        )}
        {names.map((name) => (
          <SearchField
            key={name}
            name={name}
            label={t(`staff.audit.ids.${name}`)}
            value={shown[name]}
            error={wordsOf(name)}
          />
        ))}
        <SearchField name="from" type="date" label={t('staff.audit.from')} value={shown.from} />
        <SearchField
          name="until"
          type="date"
          label={t('staff.audit.until')}
          value={shown.until}
          error={wordsOf('until')}
        />
        {children}
      </Filters>
    </>
  )
}

interface OwnFacilityProps {
  readonly chainId: string
  readonly value: string | undefined
  readonly onChoose: (facilityId: string | undefined) => void
}

function OwnFacility({ chainId, value, onChoose }: OwnFacilityProps) {
  const { t } = useText()
  const { data = [] } = useWhole('GET /v1/facilities', { chain: chainId }, HOUR)
  return (
    <Choice
      id="facility"
      label={t('staff.audit.place')}
      all={t('staff.audit.choose')}
      value={value}
      options={data.map(({ facilityId, name, pin }) => ({ value: facilityId, text: `${name}, ${pin}` }))}
      onChoose={onChoose}
    />
  )
}

export function FacilityName({ facilityId }: { facilityId: string }) {
  const { data } = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } }, HOUR)
  return data ? `${data.name}, ${data.pin}` : '…'
}
