// The next page of a list, below it.
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import './linking.css'

interface MoreProps {
  readonly list: { readonly more: (() => void) | undefined; readonly isReadingMore: boolean }
}

export function More({ list: { more, isReadingMore } }: MoreProps) {
  const { t } = useText()
  return (
    <>
      {more && (
        <Button kind="quiet" onClick={more}>
          {t('staff.linking.more')}
        </Button>
      )}
      <p role="status">{isReadingMore && t('ui.loading')}</p>
    </>
  )
}
