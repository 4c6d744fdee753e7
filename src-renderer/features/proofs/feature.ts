import Proof from '@mui/icons-material/VerifiedOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/proofs',
    label: 'proofs:title',
    icon: Proof,
    group: 'validation',
    order: 2,
    permission: 'validation.read'
  },
  routes: [
    { path: 'proofs', lazy: async () => ({ Component: (await import('./proofs-page.tsx')).ProofsPage }) },
    { path: 'proofs/:id', lazy: async () => ({ Component: (await import('./proof-page.tsx')).ProofPage }) }
  ]
}
