// Who changed what: changes about a person, by an account, or at a facility. It shows no content of a record.
import { useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import type { Column } from '../../ui/columns.ts'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { FacilityName, idReaders, isSearch, SearchForm, type Sought } from './SearchForm.tsx'

type Change = Answer<'GET /v1/audit/changes'>['items'][number]

export default function ChangesPage() {
  const { t } = useText()
  const { filters, change } = useFilters(idReaders)
  return (
    <StaffPage title={t('staff.audit.changes.title')}>
      <SearchForm sought={filters} onSearch={change} />
      {isSearch(filters) && <Found query={filters} />}
    </StaffPage>
  )
}

function Found({ query }: { query: Sought }) {
  const { t } = useText()
  return (
    <Listing
      stacks
      caption={t('staff.audit.changes.title')}
      list={useList('GET /v1/audit/changes', { ...query, limit: 50 })}
      keyOf={({ changeId }) => changeId}
      none={{ icon: 'search', title: t('staff.audit.changes.none') }}
      file="changes"
      columns={COLUMNS}
    />
  )
}

/** The words for an event. One that no module publishes any more has none: it keeps its name. */
function wordsOf(name: string): string {
  const event = name.replace(/\.v\d+$/, '')
  return `staff.events.${event}`
}

const COLUMNS: readonly Column<Change>[] = [
  { key: 'changeId', text: ({ changeId }) => changeId },
  { key: 'at', text: ({ at }) => at, header: 'staff.audit.at', draw: ({ at }, { format }) => format.moment(at) },
  {
    key: 'name',
    text: ({ name }) => name,
    header: 'staff.audit.event',
    draw: ({ name }, { t, has }) => (has(wordsOf(name)) ? t(wordsOf(name)) : name),
  },
  {
    key: 'role',
    text: ({ role }) => role,
    header: 'staff.audit.role',
    draw: ({ role, accountId }, { t }) => {
      if (accountId === undefined) return t('staff.audit.itself')
      return role === undefined ? '–' : t(`roles.${role}`)
    },
  },
  {
    key: 'facilityId',
    text: ({ facilityId }) => facilityId,
    header: 'staff.audit.place',
    draw: ({ facilityId }) => facilityId !== undefined && <FacilityName facilityId={facilityId} />,
  },
  { key: 'accountId', text: ({ accountId }) => accountId, header: 'staff.audit.account' },
  { key: 'patientId', text: ({ patientId }) => patientId, header: 'staff.audit.patient' },
  { key: 'otherPatientId', text: ({ otherPatientId }) => otherPatientId },
  { key: 'onBehalfOfId', text: ({ onBehalfOfId }) => onBehalfOfId },
  { key: 'requestId', text: ({ requestId }) => requestId },
  { key: 'bodyHash', text: ({ bodyHash }) => bodyHash },
]
