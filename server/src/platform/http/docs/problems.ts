// The pages of the problems: JSON for programs, and a small page for people who follow the link in an answer.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { access } from '../../access.ts'
import type { ProblemType } from '../../contract.ts'
import type { App } from '../../module.ts'
import { notFound, Problem } from '../../problem.ts'
import { openAnswer } from './answer.ts'

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
body { color: #1b1b1b; background: #fff }
a { color: #0b57a4 } code { font-family: ui-monospace, monospace } li { margin-bottom: .75rem }
@media (prefers-color-scheme: dark) { body { color: #e7e7e7; background: #121212 } a { color: #8ab4f8 } }
`

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function addProblemPages(app: App, problems: readonly ProblemType[]): void {
  const bySlug = new Map<string, ProblemType>()
  for (const problem of problems) {
    const other = bySlug.get(problem.slug)
    if (other && other !== problem) throw new Error(`Two problems have the slug ${problem.slug}: rename one of them`)
    bySlug.set(problem.slug, problem)
  }
  const options = { schema: { hide: true }, config: { access: access.public } }
  const sorted = [...bySlug.values()].sort((left, right) => left.slug.localeCompare(right.slug))
  app.get('/problems', options, openBoth({ problems: sorted.map(toView) }, toList(sorted)))
  const pages = new Map(sorted.map((problem) => [problem.slug, openBoth(toView(problem), toPage(problem))]))
  app.get<{ Params: { slug: string } }>('/problems/:slug', options, (request, reply) => {
    const answer = pages.get(request.params.slug)
    if (!answer) throw new Problem(notFound, { detail: 'There is no such problem; see /problems' })
    return answer(request, reply)
  })
}

function toView(problem: ProblemType) {
  return { type: `/problems/${problem.slug}`, ...problem }
}

function openBoth(value: object, html: string) {
  const json = openAnswer({ type: 'application/json; charset=utf-8', read: async () => JSON.stringify(value) })
  const page = openAnswer({
    type: 'text/html; charset=utf-8',
    read: async () => html,
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
  })
  return (request: FastifyRequest, reply: FastifyReply) =>
    String(request.headers.accept ?? '').includes('text/html') ? page(request, reply) : json(request, reply)
}

function toPage({ slug, status, title, cure }: ProblemType): string {
  return layOut(
    title,
    `<p><code>${toHtml(slug)}</code>, status ${status}</p>
<h2>What to do</h2>
<p>${toProse(cure)}</p>
<p><a href="/problems">All problems</a> · <a href="/docs">The API</a></p>`,
  )
}

function toList(problems: readonly ProblemType[]): string {
  const lines = problems.map(
    ({ slug, status, title }) =>
      `<li><a href="/problems/${slug}">${toHtml(title)}</a><br><code>${toHtml(slug)}</code>, status ${status}</li>`,
  )
  return layOut('Problems', `<ul>\n${lines.join('\n')}\n</ul>\n<p><a href="/docs">The API</a></p>`)
}

function layOut(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${toHtml(title)} - Sehat</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<h1>${toHtml(title)}</h1>
${body}
</body>
</html>
`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function toHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string)
}

// A cure may contain `code`, as in Markdown.
function toProse(text: string): string {
  return toHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}
