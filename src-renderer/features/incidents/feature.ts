import Incident from '@mui/icons-material/ReportGmailerrorredOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/incidents',
    label: 'incidents:title',
    icon: Incident,
    group: 'revocation',
    order: 3,
    permission: 'certificate.read'
  },
  routes: [
    { path: 'incidents', lazy: async () => ({ Component: (await import('./incidents-page.tsx')).IncidentsPage }) },
    { path: 'incidents/new', lazy: async () => ({ Component: (await import('./plan-page.tsx')).PlanPage }) },
    {
      path: 'incidents/certificate/:id',
      lazy: async () => ({ Component: (await import('./impact-page.tsx')).ImpactPage })
    }
  ]
}
