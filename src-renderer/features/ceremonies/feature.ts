import Ceremony from '@mui/icons-material/GavelOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/ceremonies',
    label: 'ceremonies:title',
    icon: Ceremony,
    group: 'authorities',
    order: 4,
    permission: 'ceremony.read'
  },
  routes: [
    { path: 'ceremonies', lazy: async () => ({ Component: (await import('./ceremonies-page.tsx')).CeremoniesPage }) },
    { path: 'ceremonies/new', lazy: async () => ({ Component: (await import('./prepare-page.tsx')).PreparePage }) },
    { path: 'ceremonies/:id', lazy: async () => ({ Component: (await import('./ceremony-page.tsx')).CeremonyPage }) },
    { path: 'ceremonies/:id/stage', lazy: async () => ({ Component: (await import('./stage-page.tsx')).StagePage }) }
  ]
}
