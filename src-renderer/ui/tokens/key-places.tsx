import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyPlace } from '../../../src-shared/model/service-key.ts'
import { LinkFor } from '../display/link-for.tsx'
import { StateChip } from '../display/state-chip.tsx'

/** Where a key lies: the vault, or each token that holds it with how that one stands; one that is away shows at once. */
export function KeyPlaces(props: { readonly places: readonly KeyPlace[] }): ReactElement {
  const { t } = useTranslation('ui')
  const { places } = props
  if (places.length === 0) return <>{t('tokens.serviceKey.vault')}</>
  const ready = places.filter(({ state }) => state === 'unlocked').length
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
        {places.map((place) => (
          <Box
            component="li"
            key={place.token}
            sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}
          >
            <LinkFor may="token.read" to={`/tokens/one?token=${encodeURIComponent(place.token)}`}>
              {place.label === '' ? place.serial : place.label}
            </LinkFor>
            <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
              {place.keyLabel}
            </Typography>
            <StateChip kind="token" state={place.state} />
          </Box>
        ))}
      </Box>
      {places.length > 1 && (
        <Typography variant="body2" color="textSecondary">
          {t(ready === places.length ? 'tokens.serviceKey.shared' : 'tokens.serviceKey.failover', {
            ready,
            all: places.length
          })}
        </Typography>
      )}
    </Box>
  )
}
