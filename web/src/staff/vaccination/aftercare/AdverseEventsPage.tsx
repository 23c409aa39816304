// The adverse events of a centre, of a district or of the country, with filters and as a file.
import '../centre.css'
import { useState } from 'react'
import { Link } from 'wouter'
import { day, reader, useFilters } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { getVaccinationAdverseEvents } from '../../../api/limits/get-vaccination-adverse-events.ts'
import { useList, useWhole } from '../../../api/lists.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount, useWorkplace } from '../../../session/session.ts'
import type { Column } from '../../../ui/columns.ts'
import { Choice, Filters, PlaceChoice, SearchField } from '../../lists/Filters.tsx'
import { Listing } from '../../lists/Listing.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { toDoseWords } from './report-fields.tsx'
import { SeverityTag } from './SeverityTag.tsx'

const NAME = 'GET /v1/vaccination/adverse-events'
type Listed = Answer<typeof NAME>['items'][number]

const HOUR_MS = 3_600_000
const of = getVaccinationAdverseEvents
const readers = {
  ...{ state: reader(of.state), district: reader(of.district), facility: reader(of.facility) },
  ...{ severity: reader(of.severity), vaccine: reader(of.vaccine), from: day, to: day },
}

const COLUMNS: readonly Column<Listed>[] = [
  {
    key: 'reportedAt',
    text: ({ reportedAt }) => reportedAt,
    header: 'staff.aftercare.reportedAt',
    draw: ({ adverseEventId, reportedAt }, { format }) => (
      <Link href={`/staff/adverse-events/${adverseEventId}`}>{format.instant(reportedAt)}</Link>
    ),
  },
  { key: 'name', text: ({ patient }) => patient?.name, header: 'staff.patient.name' },
  { key: 'birthYear', text: ({ patient }) => patient?.birthYear },
  { key: 'gender', text: ({ patient }) => patient?.gender },
  {
    key: 'severity',
    text: ({ severity }) => severity,
    header: 'staff.aftercare.severitySeen',
    draw: (event) => <SeverityTag event={event} />,
  },
  { key: 'seriousBecause', text: ({ seriousBecause = [] }) => seriousBecause.join(' ') },
  {
    key: 'reactions',
    text: ({ reactions }) => reactions.join(' '),
    header: 'staff.aftercare.reactionsSeen',
    draw: ({ reactions }, { t }) => reactions.map((reaction) => t(`aftercare.reactions.${reaction}`)).join(', '),
  },
  { key: 'description', text: ({ description }) => description },
  {
    key: 'onsetAt',
    text: ({ onsetAt }) => onsetAt,
    header: 'staff.aftercare.onsetAt',
    draw: ({ onsetAt }, { format }) => format.instant(onsetAt),
  },
  { key: 'treatment', text: ({ treatment }) => treatment },
  {
    key: 'outcome',
    text: ({ outcome }) => outcome,
    header: 'staff.aftercare.outcomeSeen',
    draw: ({ outcome }, { t }) => t(`aftercare.outcomes.${outcome}`),
  },
  { key: 'toldBy', text: ({ toldBy }) => toldBy },
  {
    key: 'vaccine',
    text: ({ vaccine }) => vaccine,
    header: 'staff.aftercare.dose',
    draw: (event, { t }) => t('staff.aftercare.doseGiven', toDoseWords(event)),
  },
  { key: 'course', text: ({ course }) => course },
  { key: 'dose', text: ({ dose }) => dose },
  { key: 'lot', text: ({ lot }) => lot },
  { key: 'givenAt', text: ({ givenAt }) => givenAt },
  { key: 'doseStatus', text: ({ doseStatus }) => doseStatus },
  {
    key: 'centre',
    text: ({ centre }) => centre?.name,
    header: 'staff.aftercare.centre',
    draw: ({ centre }) => centre && `${centre.name}, ${centre.district}`,
  },
  { key: 'district', text: ({ centre }) => centre?.district },
  { key: 'state', text: ({ centre }) => centre?.state },
  { key: 'status', text: ({ status }) => status },
  { key: 'recordedAt', text: ({ recordedAt }) => recordedAt },
  { key: 'version', text: ({ version }) => version },
  { key: 'reason', text: ({ reason }) => reason },
  { key: 'adverseEventId', text: ({ adverseEventId }) => adverseEventId },
  { key: 'bookingId', text: ({ bookingId }) => bookingId },
  { key: 'patientId', text: ({ patientId }) => patientId },
  { key: 'facilityId', text: ({ facilityId }) => facilityId },
  { key: 'recordedBy', text: ({ recordedBy }) => recordedBy },
]

export default function AdverseEventsPage() {
  const { t } = useText()
  const kind = useWorkplace()?.kind
  const { districtCell } = useAccount()
  const { filters, change, clear } = useFilters(readers)
  const { state, district = kind === 'district' ? districtCell : undefined, facility, ...rest } = filters
  // The server wants one place, the smallest one.
  const place = facility !== undefined ? { facility } : district !== undefined ? { district } : { state }
  const list = useList(NAME, { ...place, ...rest, limit: 50 })
  const [fault, setFault] = useState<string>()
  const choose = (values: (name: string) => string): void => {
    const [from, to] = [values('from') || undefined, values('to') || undefined]
    const isRight = from === undefined || to === undefined || from <= to
    setFault(isRight ? undefined : t('staff.aftercare.filter.daysWrong'))
    if (isRight) change({ from, to })
  }
  return (
    <StaffPage title={t('staff.aftercare.title')}>
      <Listing
        filters={
          <Filters onClear={clear} onSearch={choose}>
            {kind === 'nation' && (
              <PlaceChoice
                state={state}
                district={district}
                onChoose={(chosen) => change({ ...chosen, facility: undefined })}
              />
            )}
            {kind !== 'facility' && district !== undefined && (
              <CentreChoice
                district={district}
                facility={facility}
                onChoose={(chosen) => change({ facility: chosen })}
              />
            )}
            <Kinds severity={filters.severity} vaccine={filters.vaccine} onChange={change} />
            <SearchField name="from" type="date" label={t('staff.aftercare.filter.from')} value={filters.from} />
            <SearchField
              name="to"
              type="date"
              label={t('staff.aftercare.filter.to')}
              value={filters.to}
              error={fault}
            />
          </Filters>
        }
        onClear={clear}
        stacks
        caption={t('staff.aftercare.title')}
        list={list}
        keyOf={({ adverseEventId }) => adverseEventId}
        none={{ icon: 'heart-handshake', title: t('staff.aftercare.none'), text: t('staff.aftercare.noneWhy') }}
        file="adverse-events"
        columns={COLUMNS}
      />
    </StaffPage>
  )
}

interface CentreChoiceProps {
  readonly district: number
  readonly facility: string | undefined
  readonly onChoose: (facility: string | undefined) => void
}

function CentreChoice({ district, facility, onChoose }: CentreChoiceProps) {
  const { t } = useText()
  const centres = useWhole('GET /v1/facilities', { district, kind: 'vaccination-centre' }, { freshMs: HOUR_MS })
  return (
    <Choice
      id="facility"
      label={t('staff.aftercare.centre')}
      all={t('staff.aftercare.filter.allCentres')}
      value={facility}
      options={(centres.data ?? []).map(({ facilityId, name }) => ({ value: facilityId, text: name }))}
      onChoose={onChoose}
    />
  )
}

interface KindsProps {
  readonly severity: Listed['severity'] | undefined
  readonly vaccine: string | undefined
  readonly onChange: (part: { severity?: Listed['severity'] | undefined; vaccine?: string | undefined }) => void
}

function Kinds({ severity, vaccine, onChange }: KindsProps) {
  const { t } = useText()
  const vaccines = useAnswer('GET /v1/vaccination/vaccines', {}, { freshMs: HOUR_MS })
  return (
    <>
      <Choice
        id="severity"
        label={t('staff.aftercare.severitySeen')}
        all={t('staff.aftercare.filter.allSeverities')}
        value={severity}
        options={of.severity.enum.map((value) => ({ value, text: t(`aftercare.severities.${value}`) }))}
        onChoose={(value) => onChange({ severity: of.severity.enum.find((each) => each === value) })}
      />
      <Choice
        id="vaccine"
        label={t('staff.centre.stock.vaccine')}
        all={t('staff.aftercare.filter.allVaccines')}
        value={vaccine}
        options={(vaccines.data?.items ?? []).map(({ code, name }) => ({ value: code, text: name }))}
        onChoose={(value) => onChange({ vaccine: value })}
      />
    </>
  )
}
