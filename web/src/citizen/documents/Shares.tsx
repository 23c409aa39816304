// A list of what a family shares: with whom, until when, what for; each one can be ended.
import { type ReactNode, useState } from 'react'
import { useSend } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { type Grant, Receiver } from './people.tsx'

interface SharesProps {
  readonly grants: readonly Grant[]
  /** What each one opens. Left out on the page of one document. */
  readonly what?: (grant: Grant) => ReactNode
}

export const isLive = ({ revokedAt, untilOn }: Grant): boolean => revokedAt === undefined && untilOn >= today()

export function Shares({ grants, what }: SharesProps) {
  const { t } = useText()
  const revoke = useSend('DELETE /v1/documents/grants/{grantId}')
  const [gone, setGone] = useState<string>()
  const end = async ({ grantId }: Grant): Promise<void> => {
    await revoke.mutateAsync({ path: { grantId } })
    setGone(grantId)
  }
  return (
    <>
      {revoke.error && <Failure error={revoke.error} takesFocus />}
      {gone !== undefined && (
        <Notice key={gone} kind="good" takesFocus title={t('files.shares.revoked')}>
          <p>{t('files.shares.endedNext')}</p>
        </Notice>
      )}
      <ul className="plain">
        {grants.map((grant) => (
          <One
            key={grant.grantId}
            grant={grant}
            what={what?.(grant)}
            onEnd={() => void end(grant).catch(() => undefined)}
          />
        ))}
      </ul>
    </>
  )
}

function One({ grant, what, onEnd }: { grant: Grant; what: ReactNode; onEnd: () => void }) {
  const { t, format } = useText()
  const { untilOn, purpose, revokedAt } = grant
  return (
    <li className="document">
      <p>
        <strong>
          <Receiver grant={grant} />
        </strong>
      </p>
      {what !== undefined && <p>{what}</p>}
      <p>{t('files.shares.for', { purpose })}</p>
      <p>
        {revokedAt !== undefined
          ? t('files.shares.revokedAt', { time: format.instant(revokedAt) })
          : t(isLive(grant) ? 'files.shares.until' : 'files.shares.over', { day: format.fullDay(untilOn) })}
      </p>
      {isLive(grant) && (
        <div className="file-acts">
          <Button kind="quiet" onClick={onEnd}>
            {t('files.shares.revoke')}{' '}
            <span className="visually-hidden">
              <Receiver grant={grant} />
            </span>
          </Button>
        </div>
      )}
    </li>
  )
}
