// Runs one program in our place: it writes to our output, gets each signal exactly once, and gives us its exit code.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { compileCache } from './install.mjs'

/** Resolves with the exit code of the program: 128 + n when signal n ended it, 127 when it did not start. */
export function handOver(command, args, options = {}) {
  return new Promise((done) => {
    // Node compiles our files once, not at each start. Who sets the variable decides.
    const env = { NODE_COMPILE_CACHE: compileCache, ...(options.env ?? process.env) }
    const child = spawn(command, args, { ...options, env, stdio: 'inherit' })
    const letGo = passSignals(child)
    child.once('error', (error) => {
      letGo()
      console.error(`Sehat: ${command} could not be started: ${error.message}`)
      done(127)
    })
    child.once('close', (code, signal) => {
      letGo()
      done(signal === null ? code : 128 + constants.signals[signal])
    })
  })
}

function passSignals(child) {
  const passed = new Set()
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const handler = () => {
      // The program gets Ctrl-C and the closing of a terminal from the terminal itself. It would read a second signal
      // as "end at once".
      const sentByTerminal = process.stdin.isTTY && signal !== 'SIGTERM'
      if (sentByTerminal || passed.has(signal)) return
      passed.add(signal)
      child.kill(signal)
    }
    process.on(signal, handler)
    return [signal, handler]
  })
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler)
  }
}
