import Badge from '@mui/icons-material/WorkspacePremiumOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/certificates',
    label: 'certificates:title',
    icon: Badge,
    group: 'work',
    order: 3,
    permission: 'certificate.read'
  },
  routes: [
    {
      path: 'certificates',
      lazy: async () => ({ Component: (await import('./certificates-page.tsx')).CertificatesPage })
    },
    {
      path: 'certificates/:id',
      lazy: async () => ({ Component: (await import('./certificate-page.tsx')).CertificatePage })
    }
  ]
}
