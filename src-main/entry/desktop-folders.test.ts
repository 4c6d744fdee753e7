import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { desktopFolders } from './desktop-folders.ts'

const from = {
  argv: [],
  environment: {},
  main: '/app/out/main',
  packagedResources: undefined,
  usualData: '/home/a/data'
}

test('the data folder is the one of the command line, else of the environment, else the usual one', () => {
  const environment = { CHANCERY_DATA: '/env' }
  expect(desktopFolders({ ...from, environment, argv: ['electron', '--data', '/cli'] }).data).toBe(resolve('/cli'))
  expect(desktopFolders({ ...from, environment, argv: ['electron', '--data=/cli'] }).data).toBe(resolve('/cli'))
  expect(desktopFolders({ ...from, environment }).data).toBe(resolve('/env'))
  expect(desktopFolders(from).data).toBe(resolve('/home/a/data'))
})

test('a packaged app finds its icons outside the archive', () => {
  expect(desktopFolders(from).resources).toBe('/app/resources')
  expect(desktopFolders({ ...from, packagedResources: '/opt/app/resources' }).resources).toBe('/opt/app/resources')
})
