import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenView } from '../../../src-shared/model/token.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { tokenName } from '../../ui/tokens/token-words.ts'
import { useSecretCommand } from '../../ui/tokens/use-secret-command.tsx'

/** Where the PIN comes from when nobody types it. */
export function PinSection({ token }: { readonly token: TokenView }): ReactElement {
  const { t } = useTranslation('tokens')
  const { t: tUi } = useTranslation('ui')
  const toast = useToast()
  const mayManage = useMay('token.manage')
  const keep = useSecretCommand('token.keep-pin')
  const source = useCommand('token.set-pin-source')
  const { address, pinSource, state } = token
  const name = tokenName(tUi, token)
  const [kind, place = ''] = pinSource?.split(/:(.*)/s) ?? []
  const present = state === 'locked' || state === 'unlocked' || state === 'wrong-pin'
  return (
    <Section title={t('pin.title')} lead={t('pin.lead')}>
      <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
        <DefinitionList
          termWidth={180}
          items={[
            {
              term: t('pin.source'),
              value:
                pinSource === null
                  ? t('pin.none')
                  : t(kind === 'key-store' ? 'pin.keyStore' : 'pin.credential', { name: place })
            }
          ]}
        />
        {mayManage && (
          <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
            {pinSource === null ? (
              present && (
                <Button
                  variant="outlined"
                  size="small"
                  loading={keep.isPending}
                  onClick={() => {
                    keep.run({
                      input: { token: address },
                      onSuccess: () => {
                        toast({ tone: 'success', text: t('pin.kept', { name }) })
                      }
                    })
                  }}
                >
                  {t('action.keepPin')}
                </Button>
              )
            ) : (
              <Button
                variant="outlined"
                size="small"
                loading={source.isPending}
                onClick={() => {
                  source.mutate(
                    { token: address, source: 'none' },
                    {
                      onSuccess: () => {
                        toast({ tone: 'success', text: t('pin.forgotten', { name }) })
                      }
                    }
                  )
                }}
              >
                {t('action.forgetPin')}
              </Button>
            )}
          </Box>
        )}
        <ErrorView error={keep.error ?? source.error} />
        {keep.dialog}
      </Box>
    </Section>
  )
}
