import { useRead } from '../live.ts'
import { useView, type Density, type ThemeChoice } from './view-state.tsx'

export interface Look {
  readonly theme: ThemeChoice
  readonly density: Density
  readonly language: 'system' | 'en' | 'de'
}

/** @returns how this window looks: what its user chose, else what the installation's settings begin with */
export function useLook(): Look {
  const theme = useView((view) => view.theme)
  const density = useView((view) => view.density)
  const language = useView((view) => view.language)
  const first = useRead('system.status', {}).data?.look
  return {
    theme: theme ?? first?.theme ?? 'system',
    density: density ?? first?.density ?? 'comfortable',
    language: language ?? first?.language ?? 'system'
  }
}
