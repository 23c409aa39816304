// What people do with what the server prints: print it through a hidden frame, or save it as a PDF.
import type { Reading, Request } from '../api/client.ts'
import { useFile } from '../api/files.ts'
import type { Operations } from '../api/schema.ts'
import { currentLanguage, useText } from '../i18n/language.ts'
import { saveFile } from '../save-file.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { Failure } from './outcomes.tsx'
import './prints.css'

type Form = 'page' | 'pdf'

/** The operations that print: each gives a page or a PDF, in a language. */
export type Printing = {
  [Name in Reading]: Operations[Name] extends { readonly query?: { readonly form?: Form | undefined } | undefined }
    ? 'form' extends keyof NonNullable<Operations[Name]['query']>
      ? Name
      : never
    : never
}[Reading]

interface Props<Name extends Printing> {
  readonly name: Name
  /** Without a language in it, the print has the language of the page. */
  readonly request: Request<Name>
  /** The name of the saved file, without its ending. Nobody's name: others see the list of downloads. */
  readonly fileName: string
}

/** Two buttons: print, and save as PDF. */
export function Prints<Name extends Printing>({ name, request, fileName }: Props<Name>) {
  const { t } = useText()
  const print = usePrint(name)
  const save = useFile(name, (file) => saveFile(`${fileName}.pdf`, file))
  const error = print.error ?? save.error
  return (
    <div className="prints no-print">
      <Button kind="quiet" onClick={() => print.print(request)}>
        <Icon name="printer" />
        {t(print.isPending ? 'prints.printing' : 'prints.print')}
      </Button>
      <Button kind="quiet" onClick={() => save.mutate(inForm(request, 'pdf'))}>
        <Icon name="download" />
        {t(save.isPending ? 'prints.saving' : 'prints.save')}
      </Button>
      <span role="status">{save.isSuccess && t('prints.saved')}</span>
      {error && <Failure error={error} />}
    </div>
  )
}

/** Prints without a button, such as a label when a key ends the work. */
export function usePrint<Name extends Printing>(name: Name) {
  const { t } = useText()
  const page = useFile(name, async (file) => showPrint(await file.text(), t('prints.frame')))
  return { ...page, print: (request: Request<Name>) => page.mutate(inForm(request, 'page')) }
}

function inForm<Name extends Printing>(request: Request<Name>, form: Form): Request<Name> {
  const { query } = request as { query?: object }
  return { ...request, query: { language: currentLanguage(), ...query, form } } as Request<Name>
}

/** The frame of the last print. It stays until the next one, because some browsers print after `print` returns. */
let last: HTMLIFrameElement | undefined

/** Opens the dialog of the browser for this page. Nothing in the page can run: the frame allows no scripts. */
async function showPrint(page: string, title: string): Promise<void> {
  last?.remove()
  const frame = Object.assign(document.createElement('iframe'), { className: 'print-frame', title, srcdoc: page })
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals')
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  last = frame
  document.body.append(frame)
  await loaded
  const focused = document.activeElement
  frame.contentWindow?.print()
  // The next key belongs to the page again, not to the frame.
  window.focus()
  if (focused instanceof HTMLElement) focused.focus()
}
