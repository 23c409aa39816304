// What the centres reported about a member of the family after a dose.
import type { Answer } from '../../../api/client.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import type { Column } from '../../../ui/columns.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Relative } from '../../patients/family.ts'

type AdverseEvent = Answer<'GET /v1/patients/{patientId}/adverse-events'>['items'][number]

const toColumns = (nameOf: (vaccine: string) => string): readonly Column<AdverseEvent>[] => [
  {
    header: 'records.dose',
    draw: ({ course, vaccine, dose, doseStatus }, { t }) => (
      <div>
        {t('booking.vaccineAndDose', { course, vaccine: nameOf(vaccine), dose })}
        {doseStatus === 'cancelled' && <p className="soft">{t('aftercare.doseCancelled')}</p>}
      </div>
    ),
  },
  { header: 'records.aftercare.began', draw: ({ onsetAt }, { format }) => format.instant(onsetAt) },
  {
    header: 'records.aftercare.what',
    draw: ({ reactions, description }, { t }) => (
      <div>
        {reactions.map((reaction) => t(`aftercare.reactions.${reaction}`)).join(', ')}
        {description !== undefined && <p className="soft">{description}</p>}
      </div>
    ),
  },
  {
    header: 'records.aftercare.severity',
    draw: ({ severity, seriousBecause = [] }, { t }) => (
      <div>
        {t(`aftercare.severities.${severity}`)}
        {seriousBecause.length > 0 && (
          <p className="soft">{seriousBecause.map((each) => t(`aftercare.because.${each}`)).join(', ')}</p>
        )}
      </div>
    ),
  },
  { header: 'records.aftercare.treatment', draw: ({ treatment = '–' }) => treatment },
  { header: 'records.aftercare.outcome', draw: ({ outcome }, { t }) => t(`aftercare.outcomes.${outcome}`) },
]

interface AdverseEventsProps {
  readonly member: Relative
  readonly nameOfVaccine: (code: string) => string
}

export function AdverseEvents({ member: { patientId, name }, nameOfVaccine }: AdverseEventsProps) {
  const { t } = useText()
  const request = { path: { patientId } }
  const { data, error, refetch } = useAnswer('GET /v1/patients/{patientId}/adverse-events', request)
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data || data.items.length === 0) return null
  return (
    <>
      <Table
        caption={t('records.aftercare.events', { name })}
        stacks
        keyOf={({ adverseEventId }) => adverseEventId}
        rows={data.items}
        columns={toColumns(nameOfVaccine)}
      />
      <p className="soft">{t('records.aftercare.wrong')}</p>
    </>
  )
}
