import Share from '@mui/icons-material/CloudUploadOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/publishing',
    label: 'publishing:title',
    icon: Share,
    group: 'revocation',
    order: 2,
    permission: 'service.read'
  },
  routes: [
    { path: 'publishing', lazy: async () => ({ Component: (await import('./publishing-page.tsx')).PublishingPage }) },
    { path: 'publishing/:id', lazy: async () => ({ Component: (await import('./target-page.tsx')).TargetPage }) }
  ]
}
