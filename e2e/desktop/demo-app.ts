import { fillDemo } from '../fixtures/demo.ts'
import { allScreens, type Screen } from '../fixtures/screens.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

/** The app on the demonstration data, signed in as Alice, for a walk over every screen. */
export interface DemoApp {
  readonly running: RunningApp
  readonly screens: readonly Screen[]
  /** Closes the app and deletes its data. */
  readonly stop: () => Promise<void>
}

/** Starts the app in light colours and without motion, so that pictures are the same in every run. */
export async function startDemoApp(): Promise<DemoApp> {
  const demo = await fillDemo()
  const running = await launchDesktop({ data: demo.data })
  await running.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await signIn(running.page, 'alice', demo.passphrase)
  return {
    running,
    screens: await allScreens(running.page),
    stop: async () => {
      await running.close()
      await demo.remove()
    }
  }
}
