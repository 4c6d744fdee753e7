import Save from '@mui/icons-material/SaveAltOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import { monospace } from '../../theme/tokens.ts'
import { useSave } from '../../ui/files/use-save.ts'

/** The cards, one at a time, so that each holder sees the own one only; there is no way back to one that was passed. */
export function ShareCardsDialog(props: {
  readonly made: Output<'vault.shares-create'>
  readonly onKept: () => void
}): ReactElement {
  const { t } = useTranslation('recovery')
  const { save, busy } = useSave()
  const [at, setAt] = useState(0)
  const [shown, setShown] = useState(false)
  const [kept, setKept] = useState(false)
  const { cards, set, file } = props.made
  const card = cards[at]
  const last = at === cards.length - 1
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="share-cards">
      <DialogTitle id="share-cards">{t('cards.title', { fingerprint: set.fingerprint })}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 4 }}>
        <Typography>{t('cards.lead')}</Typography>
        <Box>
          <Button
            variant="outlined"
            startIcon={<Save />}
            loading={busy}
            onClick={() => {
              save(async () => file)
            }}
          >
            {t('cards.save')}
          </Button>
        </Box>
        {card !== undefined && (
          <Box sx={{ display: 'grid', gap: 3, border: 1, borderColor: 'divider', borderRadius: 1, p: 4 }}>
            <Typography variant="h3" component="h2">
              {t('cards.of', { number: card.number, total: cards.length })}
              {card.holder === '' ? '' : `: ${card.holder}`}
            </Typography>
            {shown ? (
              <Box
                component="ol"
                data-testid="share-words"
                sx={{ m: 0, pl: 8, columns: 3, fontFamily: monospace, fontSize: 13, lineHeight: '22px' }}
              >
                {card.words.split(' ').map((word, index) => (
                  <li key={index}>{word}</li>
                ))}
              </Box>
            ) : (
              <Box>
                <Button
                  onClick={() => {
                    setShown(true)
                  }}
                >
                  {t('cards.show')}
                </Button>
              </Box>
            )}
            {!last && (
              <Box>
                <Button
                  onClick={() => {
                    setShown(false)
                    setAt(at + 1)
                  }}
                >
                  {t('cards.next')}
                </Button>
              </Box>
            )}
          </Box>
        )}
        <FormControlLabel
          control={
            <Checkbox
              checked={kept}
              onChange={(_, checked) => {
                setKept(checked)
              }}
            />
          }
          label={t('cards.kept')}
        />
      </DialogContent>
      <DialogActions>
        <Button variant="contained" disabled={!kept} onClick={props.onKept}>
          {t('cards.done')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
