const response = await fetch('/api/hello')
const answer = await response.json()
document.querySelector('#answer').textContent = answer.message
