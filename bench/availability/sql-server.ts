// The usual baseline: SQL makes the answer for each request, behind Fastify with a pool of connections.
import Fastify from 'fastify'
import pg from 'pg'

const CONNECTIONS = 20
const DAYS_MAX = 7

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

const ANSWER = `select c.facility_id, c.name, c.address, c.pin, c.district, c.state, s.id, s.held_on, s.course,
    s.vaccine, s.dose, s.age_min, s.age_max, s.fee_paise, s.opens_at, s.windows, s.capacity, s.booked
  from vaccination.centres c
  join vaccination.sessions s on s.cell = c.cell and s.facility_id = c.facility_id
    and s.held_on >= $2::date and s.held_on < $2::date + ${DAYS_MAX} and s.status = 'open'
  where c.pin = $1
  order by c.facility_id, s.held_on, s.dose, s.id`

interface Row {
  facility_id: string
  name: string
  address: string
  pin: string
  district: string
  state: string
  id: string
  held_on: string
  course: string
  vaccine: string
  dose: number
  age_min: number
  age_max: number | null
  fee_paise: number
  opens_at: Date | null
  windows: string[]
  capacity: number
  booked: number
}

interface CentreView {
  facilityId: string
  name: string
  address: string
  pin: string
  district: string
  state: string
  sessions: object[]
}

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS })
const app = Fastify()

function toSessionView(row: Row): object {
  return {
    sessionId: row.id,
    date: row.held_on,
    course: row.course,
    vaccine: row.vaccine,
    dose: row.dose,
    minAge: row.age_min,
    ...(row.age_max !== null && { maxAge: row.age_max }),
    fee: row.fee_paise,
    ...(row.opens_at !== null && { opensAt: row.opens_at.toISOString() }),
    windows: row.windows,
    capacity: row.capacity,
    available: row.capacity - row.booked,
  }
}

function toCentres(rows: readonly Row[]): CentreView[] {
  const centres: CentreView[] = []
  for (const row of rows) {
    let centre = centres.at(-1)
    if (centre?.facilityId !== row.facility_id) {
      const { facility_id: facilityId, name, address, pin, district, state } = row
      centre = { facilityId, name, address, pin, district, state, sessions: [] }
      centres.push(centre)
    }
    centre.sessions.push(toSessionView(row))
  }
  return centres
}

app.get('/ready', async () => ({ ready: (await pool.query('select 1')).rowCount === 1 }))
app.get('/v1/vaccination/availability', async (request) => {
  const { pin } = request.query as { pin: string }
  const values = [pin, process.env.FROM_DAY]
  const { rows } = await pool.query<Row>({ name: 'answer', text: ANSWER, values })
  return { asOf: new Date().toISOString(), centres: toCentres(rows) }
})

process.once('SIGTERM', () => process.exit(0))
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
