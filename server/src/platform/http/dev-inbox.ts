// The page /dev/inbox: the messages that this process keeps instead of sending them. It exists in development only.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { access } from '../access.ts'
import type { App } from '../module.ts'
import type { DevelopmentInbox, KeptMessage } from '../ports/channels-inbox.ts'

// The colours of the citizens' pages (web/src/ui/tokens.css). The page has no scripts: one click selects a code.
const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#14211d, #e7eeeb); --soft: light-dark(#53615c, #a3b1ac);
  --paper: light-dark(#fbf7f0, #0e1513); --card: light-dark(#fff, #151e1b); --line: light-dark(#e1e7e4, #26332f);
  --link: light-dark(#0a5346, #7fd9bd); --focus: light-dark(#1558d6, #8ab4ff); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5;
  font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Devanagari", "Nirmala UI", sans-serif; }
header { background: var(--card); border-bottom: 1px solid var(--line); }
header a { display: inline-flex; gap: 0.5rem; align-items: center; padding: 0.6rem 1rem; color: var(--link);
  font-size: 1.3rem; font-weight: 700; text-decoration: none; }
main { max-width: 40rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
nav a { display: inline-block; padding: 0.6rem 1rem 0.6rem 0; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 1rem; padding: 0.75rem 1rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 1rem; overflow-wrap: anywhere; }
li p { margin: 0.25rem 0; }
.about { color: var(--soft); font-size: 0.875rem; }
.code { display: inline-block; padding: 0.25rem 0.6rem; border: 2px solid currentColor; border-radius: 0.75rem;
  font-size: 1.5rem; font-weight: 700; letter-spacing: 0.1em; user-select: all; cursor: copy; }
`

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const WORDS = {
  en: {
    name: 'Sehat',
    title: 'Messages that were not sent',
    what: 'Sehat runs for development here. It sends no SMS and no mail, but keeps the newest messages on this page.',
    refresh: 'Show newer messages',
    other: 'हिन्दी',
    none: 'There is no message yet. Ask for a code or book an appointment, then come back.',
    code: 'Code (one click selects it):',
    channels: { sms: 'SMS', mail: 'Mail', 'in-app': 'In Sehat' },
  },
  hi: {
    name: 'सेहत',
    title: 'संदेश जो भेजे नहीं गए',
    what: 'यहाँ सेहत परीक्षण के लिए चल रहा है। यह कोई SMS या मेल नहीं भेजता, नए संदेश इसी पन्ने पर रखता है।',
    refresh: 'नए संदेश दिखाएँ',
    other: 'English',
    none: 'अभी कोई संदेश नहीं है। कोड माँगें या समय बुक करें, फिर यहाँ लौटें।',
    code: 'कोड (एक क्लिक से चुना जाता है):',
    channels: { sms: 'SMS', mail: 'मेल', 'in-app': 'सेहत में' },
  },
} as const

type Language = keyof typeof WORDS

export function addDevInbox(app: App, inbox: DevelopmentInbox): void {
  const options = { schema: { hide: true }, config: { access: access.public } }
  app.get('/dev/inbox', options, (request, reply: FastifyReply) => {
    void reply.header('vary', 'accept, accept-language')
    // Programs get JSON, also those that accept anything. Only a browser asks for a page by name.
    if (!String(request.headers.accept ?? '').includes('text/html')) return { messages: inbox.list }
    return reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CONTENT_SECURITY_POLICY })
      .send(toPage(inbox.list, languageOf(request)))
  })
}

function languageOf({ query, headers }: FastifyRequest): Language {
  const { language } = query as { language?: unknown }
  if (language === 'hi' || language === 'en') return language
  return String(headers['accept-language'] ?? '').startsWith('hi') ? 'hi' : 'en'
}

function toPage(messages: readonly KeptMessage[], language: Language): string {
  const words = WORDS[language]
  const other = language === 'en' ? 'hi' : 'en'
  const list = messages.map((message) => toItem(message, language)).join('\n')
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.title} – Sehat</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${STYLE}</style>
</head>
<body>
<header><a href="/"><img src="/favicon.svg" width="36" height="36" alt="">${words.name}</a></header>
<main>
<h1>${words.title}</h1>
<p>${words.what}</p>
<nav><a href="/dev/inbox?language=${language}">${words.refresh}</a>
<a href="/dev/inbox?language=${other}" lang="${other}">${words.other}</a></nav>
${list === '' ? `<p>${words.none}</p>` : `<ul>\n${list}\n</ul>`}
</main>
</body>
</html>
`
}

function toItem({ to, text, channel, at }: KeptMessage, language: Language): string {
  const words = WORDS[language]
  const time = new Intl.DateTimeFormat(`${language}-IN`, { timeStyle: 'medium', timeZone: 'Asia/Kolkata' })
  const code = /\b(\d{6}|\d{10})\b/.exec(text)?.[0]
  const shown = code ? `<p>${words.code} <strong class="code" translate="no">${code}</strong></p>` : ''
  const when = `<time datetime="${at}">${time.format(new Date(at))}</time>`
  const about = `${words.channels[channel]} → ${escapeHtml(to)}, ${when}`
  return `<li><p class="about">${about}</p><p>${escapeHtml(text)}</p>${shown}</li>`
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] as string)
