// Collects rows into portions: the database writes one portion while the next one fills.

const PORTION_ROWS = 5_000

export class Portion<Row> {
  written = 0
  offered = 0
  readonly #save: (rows: Row[]) => Promise<number>
  #rows: Row[] = []
  #underWay: Promise<void> = Promise.resolve()

  /** `save` writes rows and gives the number of rows that were new or changed. */
  constructor(save: (rows: Row[]) => Promise<number>) {
    this.#save = save
  }

  async add(row: Row): Promise<void> {
    this.offered++
    this.#rows.push(row)
    if (this.#rows.length >= PORTION_ROWS) await this.#send()
  }

  async addAll(rows: Iterable<Row>): Promise<void> {
    for (const row of rows) await this.add(row)
    await this.flush()
  }

  async flush(): Promise<void> {
    await this.#send()
    await this.#underWay
  }

  async #send(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    await this.#underWay
    if (rows.length === 0) return
    this.#underWay = this.#save(rows).then((written) => {
      this.written += written
    })
    // The next await throws its error. Until then Node must not treat the error as an unhandled rejection.
    this.#underWay.catch(() => {})
  }
}
