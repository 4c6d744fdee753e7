// Runs one tool of a test stage, keeps what it printed, ends it when it takes too long.
import { spawn } from 'node:child_process'
import { root } from '../node-runtime.mjs'

const children = new Set()

/** Ends every tool that still runs, with its children. */
export function stopTools() {
  for (const child of children) killTree(child)
}

function killTree(child) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

/** @returns exit code (124 after the limit) and everything printed */
export function runTool(command, args, { env = {}, minutes = 5 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32'
    })
    children.add(child)
    let output = ''
    const keep = (chunk) => {
      output = (output + chunk).slice(-400_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    let late = false
    const timer = setTimeout(() => {
      late = true
      killTree(child)
    }, minutes * 60_000)
    const finish = (code) => {
      clearTimeout(timer)
      children.delete(child)
      resolve(late ? { code: 124, output: `${output}\nstopped after ${minutes} minutes` } : { code, output })
    }
    child.once('error', (error) => {
      output += error.message
      finish(127)
    })
    child.once('close', (code) => finish(code ?? 1))
  })
}
