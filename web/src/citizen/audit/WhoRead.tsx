// Who read something, where and when: the same words wherever a family sees it.
import type { ListItem } from '../../api/client.ts'
import { useText } from '../../i18n/language.ts'
import { Place } from '../documents/people.tsx'

type Read = ListItem<'GET /v1/patients/{patientId}/reads'>

export function WhoRead({ read: { role, facilityId, at } }: { read: Read }) {
  const { t, format } = useText()
  return (
    <>
      <p>
        <strong>
          {t(`roles.${role}`)}
          {facilityId !== undefined && (
            <>
              {', '}
              <Place facilityId={facilityId} />
            </>
          )}
        </strong>
      </p>
      <p className="soft">
        <time dateTime={at}>{format.instant(at)}</time>
      </p>
    </>
  )
}
