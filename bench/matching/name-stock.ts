// The names of made-up people: common names, some far more often than others, and many that are on no list.
import type { Random } from './random.ts'

const list = (text: string): readonly string[] => text.trim().split(/\s+/)

const MEN = list(`
  Rajesh Suresh Ramesh Mukesh Sanjay Vijay Anil Sunil Manoj Ashok Rakesh Dinesh Mahesh Santosh Vinod Pramod Rahul
  Amit Rohit Sachin Ajay Ravi Deepak Sandeep Vikas Vishal Nitin Pankaj Arun Kiran Mohan Gopal Krishna Ganesh Shankar
  Prakash Subhash Satish Harish Girish Naresh Yogesh Lokesh Umesh Arjun Karan Rohan Varun Tarun Aakash Abhishek
  Aditya Akhil Aman Imran Salim Irfan Farhan Asif Javed Yusuf Wasim Muthukumar Senthil Karthik Murugan Selvam Balaji
  Venkatesh Srinivas Ramakrishna Nagaraju Basavaraj Shivakumar Manjunath Siddappa Bikash Tapan Subrata Debasish
  Partha Gurpreet Harpreet Manpreet Kuldeep Baldev Jitendra Dharmendra Narendra Surendra Birendra Bhupendra Kailash
  Ramlal Shyamlal`)
const WOMEN = list(`
  Sunita Anita Kavita Savita Geeta Seeta Meena Reena Leela Sheela Pooja Jyoti Priya Neha Ritu Asha Usha Rekha Lata
  Sarita Lakshmi Saraswati Parvati Radha Sita Durga Kamla Vimla Nirmala Shanti Sushila Pushpa Manju Rani Renu Anju
  Mamata Sumitra Deepa Deepika Divya Kavya Sneha Swati Shweta Preeti Nisha Ayesha Fatima Shabana Rukhsana Nasreen
  Salma Zarina Yasmin Muthulakshmi Selvi Revathi Kalaiselvi Vasanthi Malathi Padma Lalitha Sujatha Bhavani Kaveri
  Gowramma Shantamma Mala Rupali Mitali Sharmila Aparna Gurmeet Harjeet Simran Manjit Phoolmati Ramkali Shakuntala
  Urmila Kaushalya Sumati`)
const FAMILIES = list(`
  Kumar Singh Sharma Devi Yadav Patel Shaikh Khan Das Verma Gupta Mishra Prasad Reddy Rao Nair Pillai Iyer Iyengar
  Gowda Naik Patil Jadhav Pawar Shinde More Gaikwad Kulkarni Deshmukh Joshi Desai Shah Mehta Parmar Solanki Chauhan
  Rathod Thakur Tiwari Pandey Dubey Tripathi Srivastava Jha Sinha Mahto Paswan Manjhi Ansari Qureshi Siddiqui Ali
  Begum Mondal Ghosh Bose Banerjee Mukherjee Chatterjee Sarkar Biswas Roy Dutta Nath Bora Kalita Saikia Sahu Behera
  Nayak Mohanty Panda Kaur Gill Sandhu Dhillon Sidhu Malik Hooda Rana Negi Bisht Rawat Murmu Soren Hansda Oraon
  Munda Minz Raju Naidu Chowdary Shetty Hegde`)

const ONSETS = list('b bh ch d dh g h j k kh l m n p r s sh t th v y pr sr tr kr')
const VOWELS = list('a a a i i u e o aa ee')
const ENDINGS_MEN = list('esh an ath endra ul it ant av ir ak in al ash oj')
const ENDINGS_WOMEN = list('a i ita ini ika ali eshwari ana ulata avati isha')
const ENDINGS_FAMILY = list('kar wal ani appa iah swamy ekar nathan palli gar war e ia oi')

/** Draws the names at the start of a list most often: nearly one in ten draws is the very first name. */
function pickSkewed(names: readonly string[], random: Random): string {
  return names[Math.floor(names.length * random() ** 2)] as string
}

function makeUp(endings: readonly string[], random: Random): string {
  const pick = (from: readonly string[]): string => from[Math.floor(from.length * random())] as string
  const middle = random() < 0.5 ? pick(ONSETS) + pick(VOWELS) : ''
  const name = pick(ONSETS) + pick(VOWELS) + middle + pick(ONSETS).slice(0, 1) + pick(endings)
  return name[0]?.toUpperCase() + name.slice(1)
}

const MADE_UP_SHARE = 0.35

export function drawGiven(gender: 'male' | 'female', random: Random): string {
  const isMale = gender === 'male'
  if (random() < MADE_UP_SHARE) return makeUp(isMale ? ENDINGS_MEN : ENDINGS_WOMEN, random)
  return pickSkewed(isMale ? MEN : WOMEN, random)
}

export function drawFamily(random: Random): string {
  return random() < MADE_UP_SHARE ? makeUp(ENDINGS_FAMILY, random) : pickSkewed(FAMILIES, random)
}

/** Twins often have names that rhyme. Names that differ in one inner letter are a kind of their own: `nearNameOf`. */
export function drawTwinName(name: string, gender: 'male' | 'female', random: Random): string {
  if (random() < 0.75) return drawGiven(gender, random)
  const start = ONSETS[Math.floor(ONSETS.length * random())] as string
  // A rhyme must begin with another sound: Shunil is only another spelling of Sunil.
  if (start[0] === name[0]?.toLowerCase()) return drawGiven(gender, random)
  return start[0]?.toUpperCase() + start.slice(1) + name.replace(/^[^aeiou]+/i, '')
}

const SOUNDS = list('k t n l m r d s p g b j')
const INNER = list('a i u o e')

/**
 * Gives the other name of twins such as Anvita and Anvika: one inner letter differs, or one name is longer. A last "a"
 * is no other name, because clerks write it or leave it out (RESPELLINGS).
 */
export function nearNameOf(name: string, random: Random): string {
  const kind = random()
  if (kind < 0.2 && /[aeiou]$/i.test(name)) return `${name}k`
  const choices = kind < 0.4 ? INNER : SOUNDS
  // In "Deepak" another second vowel would only be another spelling.
  const isInPair = (place: number): boolean => /[aeiouy]{2}/.test(name.slice(place - 1, place + 2))
  const places = [...name].flatMap((letter, place) =>
    place > 1 && choices.includes(letter) && !(choices === INNER && isInPair(place)) ? [place] : [],
  )
  const place = places[Math.floor(places.length * random())]
  if (place === undefined) return `${name}ik`
  const others = choices.filter((letter) => letter !== name[place])
  return name.slice(0, place) + others[Math.floor(others.length * random())] + name.slice(place + 1)
}
