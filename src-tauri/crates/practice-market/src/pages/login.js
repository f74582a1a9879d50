// Trades name and password for a token, as the market's own page does.
const form = document.getElementById('login')
const error = document.getElementById('error')
const submit = document.getElementById('submit')

async function logIn() {
  const body = JSON.stringify({
    strategy: 'local',
    username: form.elements.username.value,
    password: form.elements.password.value,
  })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch('/security/session', { method: 'POST', headers, body })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.message)
  localStorage.setItem('pd2-token', answer.accessToken)
  location.assign('/')
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  submit.disabled = true
  error.hidden = true
  try {
    await logIn()
  } catch (reason) {
    error.textContent = reason.message || 'The market does not answer.'
    error.hidden = false
    form.elements.password.select()
  } finally {
    submit.disabled = false
  }
})
